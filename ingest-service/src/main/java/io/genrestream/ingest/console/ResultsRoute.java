package io.genrestream.ingest.console;

import io.genrestream.access.CallerCredential;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.http.Problems;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Passes what the console reads of the results through to the inference service, so that the browser has one origin: the
 * reading paths of its API, what it says of itself, and nothing else. What comes is passed on as it comes, no faster than the browser takes it.
 */
@ApplicationScoped
public class ResultsRoute {
    private static final String PATHS =
            "/v1/(events|map|model|streams/[^/]+/(genre|segments|nearest|similarity|features|events))";
    /** What operators ask of the inference service's management port, by the path here, beside this service's own. */
    private static final Map<String, String> OPERATION =
            Map.of("/v1/pipeline/inference/health", "/q/health/ready", "/v1/pipeline/inference/metrics", "/q/metrics");

    private static final List<CharSequence> ASKED = List.of(HttpHeaders.ACCEPT, "Last-Event-ID");
    private static final List<CharSequence> ANSWERED = List.of(
            HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CACHE_CONTROL, HttpHeaders.RETRY_AFTER);
    private static final int CONNECTIONS = 1_000;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The inference service breaks the silence of its events more often. */
    private static final int IDLE_SECONDS = 60;

    private final IngestSettings.Console settings;
    private final Vertx vertx;

    ResultsRoute(IngestSettings settings, Vertx vertx) {
        this.settings = settings.console();
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
        settings.results().ifPresent(results -> {
            router.routeWithRegex(HttpMethod.GET, PATHS)
                    .handler(context ->
                            pass(client, results, context, context.request().path()));
            router.route(HttpMethod.GET, "/results/openapi")
                    .handler(context -> pass(client, results, context, "/q/openapi"));
        });
        settings.resultsManagement()
                .ifPresent(management -> OPERATION.forEach((path, target) -> router.route(HttpMethod.GET, path)
                        .handler(context -> pass(client, management, context, target))));
    }

    private static void pass(HttpClient client, URI results, RoutingContext context, String path) {
        HttpServerRequest asked = context.request();
        HttpServerResponse response = context.response();
        // As it was sent: the inference service judges the path.
        String target = path + (asked.query() == null ? "" : "?" + asked.query());
        client.request(new RequestOptions().setAbsoluteURI(results.resolve("/") + target.substring(1)))
                .compose(request -> send(request, asked, response))
                .onSuccess(answer -> passOn(answer, response))
                .onFailure(fault -> refuse(response, fault));
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, HttpServerRequest asked, HttpServerResponse response) {
        for (CharSequence header : ASKED) {
            if (asked.headers().contains(header)) {
                request.putHeader(header, asked.getHeader(header));
            }
        }
        // It judges the caller once more.
        CallerCredential.passOn(asked, request);
        response.closeHandler(_ -> request.reset());
        return request.send();
    }

    private static void passOn(HttpClientResponse answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        for (CharSequence header : ANSWERED) {
            if (answer.headers().contains(header)) {
                response.putHeader(header, answer.getHeader(header));
            }
        }
        response.setChunked(!answer.headers().contains(HttpHeaders.CONTENT_LENGTH));
        // Cut off, not ended: whoever reads is to see that something is missing.
        answer.pipe().endOnFailure(false).to(response).onFailure(_ -> response.reset());
    }

    private static void refuse(HttpServerResponse response, Throwable fault) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        ProblemAnswer.send(
                response, Problem.of(IngestError.RESULTS_UNREACHABLE, fault.getMessage()), Problems.RETRY_AFTER);
    }
}
