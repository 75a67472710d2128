package io.genrestream.access;

import io.genrestream.kit.access.AccessError;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Where the page gives a key in exchange for a cookie, which a browser sends with what cannot have headers: WebSockets and
 * sound. The cookie holds the key, out of reach of scripts: no service keeps a session, each instance of each takes it, and
 * it ends with the key.
 */
@ApplicationScoped
public class SessionRoute {
    static final String PATH = "/v1/session";
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Access access;

    SessionRoute(Access access) {
        this.access = access;
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::begin);
        router.delete(PATH)
                .handler(
                        context -> answer(context, cookie(context.request(), "").setMaxAge(0)));
    }

    private void begin(RoutingContext context) {
        CallerCredential presented = CallerCredential.of(context.request());
        if (access.isOpen()) {
            context.response().setStatusCode(204).end();
        } else if (presented == null || presented.kind() == CallerCredential.Kind.COOKIE) {
            Refusal.send(context, AccessError.NO_KEY);
        } else if (access.key(presented.text()).isEmpty()) {
            Refusal.send(context, AccessError.UNKNOWN_KEY);
        } else {
            answer(context, cookie(context.request(), presented.text()).setMaxAge(LONGEST.toSeconds()));
        }
    }

    private static void answer(RoutingContext context, Cookie cookie) {
        context.response().addCookie(cookie).setStatusCode(204).end();
    }

    private static Cookie cookie(HttpServerRequest request, String value) {
        boolean secure = request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return Cookie.cookie(CallerCredential.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT);
    }
}
