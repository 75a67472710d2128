package io.genrestream.access;

import io.genrestream.kit.access.AccessError;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemAnswer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Answers a request with a problem of its own accord, whatever it still brings. */
final class Refusal {
    static final String CHALLENGE = "Bearer realm=\"genrestream\"";
    /** How long a client may go on sending a body that nobody reads, so that it sees the answer. */
    private static final long LINGER_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final int RETRY_AFTER = 1;
    private static final String REASON = Refusal.class.getName();

    private Refusal() {}

    /** Keeps in the request why what it presents does not count, where that is something else than the thing itself. */
    static void because(RoutingContext context, AccessError error) {
        context.put(REASON, error);
    }

    /** Why what the request presents does not count. */
    static AccessError reason(RoutingContext context) {
        return context.get(REASON, AccessError.UNKNOWN_KEY);
    }

    static void send(RoutingContext context, AccessError error) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (error.status() == AccessError.NO_KEY.status()) {
            String why = error == AccessError.UNKNOWN_KEY ? ", error=\"invalid_token\"" : "";
            response.putHeader("WWW-Authenticate", CHALLENGE + why);
        }
        if (bringsBody(request)) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
            discard(context);
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Not at once: the end of a response begins the next request that waits on the connection, which would be
        // refused inside
        // of this call, and that one's next inside of it, until the stack is full.
        context.vertx().runOnContext(_ -> {
            if (!response.closed()) {
                ProblemAnswer.send(response, Problem.of(error, ""), RETRY_AFTER);
            }
        });
    }

    /** Over HTTP/2 a stream ends by itself, and others share its connection. */
    private static boolean bringsBody(HttpServerRequest request) {
        return !request.isEnded()
                && request.version() != HttpVersion.HTTP_2
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    private static void discard(RoutingContext context) {
        HttpServerRequest request = context.request();
        long timer = context.vertx()
                .setTimer(LINGER_MILLIS, _ -> request.connection().close());
        request.exceptionHandler(_ -> {});
        request.handler(_ -> {});
        request.endHandler(_ -> context.vertx().cancelTimer(timer));
        request.resume();
    }
}
