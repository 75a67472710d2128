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
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes an identity of a key. Whoever has none of ours is left to others, and at last to {@link Door}. */
@Singleton
public class KeyMechanism implements HttpAuthenticationMechanism {
    /** Beside whatever else Quarkus may be told to ask. */
    private static final int PRIORITY = DEFAULT_PRIORITY + 1_000;

    private final Access access;

    KeyMechanism(Access access) {
        this.access = access;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        PresentedKey presented = access.isOpen() ? null : PresentedKey.of(request.request());
        Optional<ApiKey> key = presented == null ? Optional.empty() : access.key(presented.text());
        return Uni.createFrom().item(key.map(known -> identity(known.caller())).orElse(null));
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

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(caller.scopes().stream().map(Scope::word).collect(Collectors.toSet()))
                .addAttribute(Access.OWNER, caller.owner())
                .build();
    }
}
