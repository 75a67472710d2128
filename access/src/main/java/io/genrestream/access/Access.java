package io.genrestream.access;

import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.ApiKeys;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Scope;
import io.genrestream.kit.settings.SettingError;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a service asks who somebody is, and who it is that asks. */
@Singleton
public class Access {
    static final String OWNER = "owner";
    private static final String PROVIDER = "quarkus.oidc.auth-server-url";
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Optional<ApiKeys> keys;
    private final boolean tokens;
    private final CurrentVertxRequest current;

    /** @throws IllegalArgumentException when the service would be open to other machines without a setting that says so */
    Access(
            AccessSettings settings,
            @ConfigProperty(name = PROVIDER) Optional<String> provider,
            @ConfigProperty(name = "quarkus.http.host") String host,
            CurrentVertxRequest current) {
        this.tokens = provider.isPresent();
        this.current = current;
        this.keys = settings.keys().map(file -> {
            try {
                return new ApiKeys(
                        file,
                        trouble -> LOG.error(
                                "KEYS_UNUSABLE: {} cannot be used ({}). The keys that it had before count.",
                                file,
                                trouble));
            } catch (IllegalArgumentException e) {
                throw SettingError.KEYS_UNUSABLE.because(e.getMessage());
            }
        });
        if (!isOpen() && settings.open()) {
            throw SettingError.ACCESS_UNDECIDED.because(
                    (tokens ? PROVIDER : "genrestream.access.keys") + " is set, and genrestream.access.open too");
        }
        if (isOpen() && !settings.open() && !isLoopback(host)) {
            throw SettingError.ACCESS_UNDECIDED.because("quarkus.http.host is " + host);
        }
    }

    /** Whether everybody may do everything. */
    public boolean isOpen() {
        return keys.isEmpty() && !tokens;
    }

    /** Whether tokens of an identity provider are taken. */
    boolean takesTokens() {
        return tokens;
    }

    Optional<ApiKey> key(String presented) {
        return keys.flatMap(known -> known.find(presented));
    }

    /** Who sent the request that a resource answers. */
    public Caller caller() {
        return caller(current.getCurrent());
    }

    /** Who sent the request; a route has let through those alone who are known. */
    public Caller caller(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user ? caller(user.getSecurityIdentity()) : anonymous();
    }

    /** Who opened a WebSocket. */
    public Caller caller(SecurityIdentity identity) {
        if (isOpen() || identity.isAnonymous()) {
            return anonymous();
        }
        return new Caller(identity.getPrincipal().getName(), identity.getAttribute(OWNER), scopes(identity));
    }

    /** Those of an identity's roles that are scopes of ours. */
    static Set<Scope> scopes(SecurityIdentity identity) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        identity.getRoles().forEach(role -> Scope.of(role).ifPresent(scopes::add));
        return scopes;
    }

    private Caller anonymous() {
        return isOpen() ? Caller.EVERYBODY : Caller.NOBODY;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
