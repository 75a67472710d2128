package io.genrestream.access;

import io.genrestream.kit.access.AccessError;
import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Scope;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/**
 * Makes an identity of a key or a token, so that Quarkus asks no mechanism but this one: the answer to whoever has neither
 * is {@link AccessFilter}'s.
 */
@Singleton
public class CallerMechanism implements HttpAuthenticationMechanism {
    private static final int PRIORITY = DEFAULT_PRIORITY + 1_000;
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(""))
            .setAnonymous(true)
            .build();

    private final Access access;
    private final Tokens tokens;

    CallerMechanism(Access access, Tokens tokens) {
        this.access = access;
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        CallerCredential presented = access.isOpen() ? null : CallerCredential.of(request.request());
        if (presented == null) {
            return Uni.createFrom().item(NOBODY);
        }
        Uni<Caller> caller = presented.kind() == CallerCredential.Kind.TOKEN
                ? tokens.caller(request, providers)
                : Uni.createFrom()
                        .item(access.key(presented.text()).map(ApiKey::caller).orElse(null));
        return caller.map(known -> known == null ? NOBODY : identity(known));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(new ChallengeData(AccessError.NO_KEY.status(), "WWW-Authenticate", Refusal.CHALLENGE));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    /** Of a token too without its time: a connection that is open goes on to its end, as it does when a key is deleted. */
    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(caller.scopes().stream().map(Scope::word).collect(Collectors.toSet()))
                .addAttribute(Access.OWNER, caller.owner())
                .build();
    }
}
