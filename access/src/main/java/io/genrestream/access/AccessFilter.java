package io.genrestream.access;

import io.genrestream.kit.access.AccessError;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.RequestRate;
import io.genrestream.kit.access.Scope;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Every request comes through here, after Quarkus has found out whose it is and before a route, a resource or a WebSocket
 * gets it. What is not named as public needs a key or a token.
 */
@ApplicationScoped
public class AccessFilter {
    /** Files of the page, which asks for the key, and what operators and probes ask. */
    private static final Pattern PUBLIC =
            Pattern.compile("/|/favicon\\.ico|/(console|q|results)/.*|/q|" + SessionRoute.PATH);

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** After authentication (200) and authorization (100). */
    private static final int PRIORITY = 50;

    private final Access access;
    private final RequestRate rate;
    private final boolean cors;

    AccessFilter(
            Access access,
            AccessSettings settings,
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors) {
        this.access = access;
        this.rate = new RequestRate(settings.requestsPerSecond(), System::nanoTime);
        this.cors = cors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    private void enter(RoutingContext context) {
        Optional<AccessError> refused = refusal(context);
        if (refused.isPresent()) {
            Refusal.send(context, refused.get());
            return;
        }
        if (!access.isOpen() && !isPublic(context)) {
            // Of one caller, and to be kept by nobody between.
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        context.next();
    }

    private Optional<AccessError> refusal(RoutingContext context) {
        HttpServerRequest request = context.request();
        // Who opens a WebSocket sends.
        boolean reading = READING.contains(request.method()) && !isUpgrade(request);
        CallerCredential presented = access.isOpen() ? null : CallerCredential.of(request);
        boolean byItself = presented == null || presented.mayComeByItself();
        // Where pages of other origins are allowed, Quarkus has refused those that are not.
        if (!reading && byItself && !cors && CrossSite.is(request)) {
            return Optional.of(AccessError.CROSS_SITE);
        }
        if (access.isOpen() || isPublic(context)) {
            return Optional.empty();
        }
        Caller caller = access.caller(context);
        boolean known = !caller.equals(Caller.NOBODY);
        if (!rate.take(known ? caller.name() : request.remoteAddress().hostAddress())) {
            return Optional.of(AccessError.TOO_MANY_REQUESTS);
        }
        if (!known) {
            return Optional.of(presented == null ? AccessError.NO_KEY : Refusal.reason(context));
        }
        Scope needed = reading ? Scope.READ : Scope.FEED;
        return caller.may(needed) ? Optional.empty() : Optional.of(AccessError.SCOPE_MISSING);
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        // Java's client asks for HTTP/2 by the same header.
        return request.headers().contains(HttpHeaders.UPGRADE, "websocket", true);
    }

    /** A path that is another once it is cleaned is none of these. */
    private static boolean isPublic(RoutingContext context) {
        String path = context.request().path();
        return path != null
                && path.equals(context.normalizedPath())
                && PUBLIC.matcher(path).matches();
    }
}
