package io.genrestream.access;

import io.genrestream.kit.access.AccessError;
import io.genrestream.kit.access.Caller;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callers of an identity provider's tokens, which Quarkus checks by the provider's public keys. */
@Singleton
public class Tokens {
    /** As long as a subject may be. */
    private static final Pattern OWNER = Pattern.compile("[^\\p{Cntrl}]{1,255}");
    /** Meanwhile a provider that did not answer is not asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private final Access access;
    private final OidcAuthenticationMechanism oidc;
    private volatile Instant askAgainAt = Instant.MIN;
    private volatile Instant reportAgainAt = Instant.MIN;

    Tokens(Access access, OidcAuthenticationMechanism oidc) {
        this.access = access;
        this.oidc = oidc;
    }

    /** Without a provider's address Quarkus would refuse to start. */
    void configure(@Observes Oidc providers, OidcConfig settings) {
        if (!access.takesTokens()) {
            providers.create(OidcTenantConfig.builder(OidcConfig.getDefaultTenant(settings))
                    .tenantEnabled(false)
                    .build());
        }
    }

    void watch(@Observes SecurityEvent event) {
        switch (event.getEventType()) {
            case OIDC_SERVER_NOT_AVAILABLE -> {
                askAgainAt = Instant.now().plus(PAUSE);
                report(event.getEventProperties().get(SecurityEvent.AUTH_SERVER_URL));
            }
            case OIDC_SERVER_AVAILABLE -> {
                askAgainAt = Instant.MIN;
                LOG.info("The identity provider answers again.");
            }
            default -> {}
        }
    }

    private void report(Object what) {
        if (Instant.now().isAfter(reportAgainAt)) {
            reportAgainAt = Instant.now().plus(BETWEEN_REPORTS);
            AccessError error = AccessError.PROVIDER_UNREACHABLE;
            LOG.error("{}: {} ({}) {}", error, error.meaning(), what, error.remedy());
        }
    }

    /** Null where the token is none that counts; why, where it is not the token's fault, is left in the request. */
    Uni<Caller> caller(RoutingContext request, IdentityProviderManager providers) {
        if (!access.takesTokens()) {
            return Uni.createFrom().nullItem();
        }
        if (Instant.now().isBefore(askAgainAt)) {
            Refusal.because(request, AccessError.PROVIDER_UNREACHABLE);
            return Uni.createFrom().nullItem();
        }
        return oidc.authenticate(request, providers)
                .map(this::caller)
                .onFailure()
                .recoverWithItem(fault -> {
                    if (isOfConnection(fault)) {
                        report(fault);
                        Refusal.because(request, AccessError.PROVIDER_UNREACHABLE);
                    }
                    return null;
                });
    }

    private Caller caller(SecurityIdentity identity) {
        String subject = identity == null ? null : identity.getPrincipal().getName();
        return subject == null || !OWNER.matcher(subject).matches()
                ? null
                : new Caller(subject, subject, Access.scopes(identity));
    }

    /** Quarkus has wrapped what is wrong with a token in an exception of its own. */
    private static boolean isOfConnection(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return fault instanceof OIDCException;
    }
}
