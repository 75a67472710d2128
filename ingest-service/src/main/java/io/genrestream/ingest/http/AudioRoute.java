package io.genrestream.ingest.http;

import io.genrestream.access.Access;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.playback.EndlessWav;
import io.genrestream.ingest.playback.Playback;
import io.genrestream.ingest.playback.Playbacks;
import io.genrestream.kit.http.ProblemAnswer;
import io.genrestream.kit.http.StreamPath;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a stream's audio to a client as a wav file without an end. Each has a thread of its own, and no more than one piece
 * of audio waits for him; who takes nothing for a while is let go.
 */
@ApplicationScoped
public class AudioRoute {
    /** Tells the media time (s) of the first sample. */
    static final String START = "Genrestream-Start-Seconds";

    private static final Logger LOG = LoggerFactory.getLogger(AudioRoute.class);
    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final Playbacks playbacks;
    private final Access access;

    AudioRoute(Playbacks playbacks, Access access) {
        this.access = access;
        this.playbacks = playbacks;
    }

    void register(@Observes Router router) {
        router.get("/v1/streams/:id/audio")
                .handler(context -> Thread.ofVirtual()
                        .name("playback-" + context.pathParam("id"))
                        .start(() -> serve(context)));
    }

    private void serve(RoutingContext context) {
        HttpServerResponse response = context.response();
        try (Playback playback = open(context)) {
            response.closeHandler(_ -> playback.stop());
            if (!response.closed()) {
                begin(playback, response);
                play(playback, response);
            }
        } catch (IngestException e) {
            refuse(response, e);
        } catch (TimeoutException e) {
            LOG.debug("A listener has taken nothing for {} s and is let go.", SLOW.toSeconds());
            response.reset();
        } catch (InterruptedException | ExecutionException e) {
            LOG.debug("A listener has left.", e);
            response.reset();
        } catch (RuntimeException e) {
            LOG.error("{}: a playback ended early.", IngestError.INTERNAL, e);
            refuse(response, new IngestException(IngestError.INTERNAL));
        }
    }

    private Playback open(RoutingContext context) {
        // As PlainPaths does for the resources.
        if (!StreamPath.isPlain(context.request().uri())) {
            throw new IngestException(IngestError.INVALID_ID);
        }
        return playbacks.open(
                access.caller(context),
                context.pathParam("id"),
                seconds(context.request().getParam("from")));
    }

    private static OptionalDouble seconds(String from) {
        if (from == null) {
            return OptionalDouble.empty();
        }
        if (!SECONDS.matcher(from).matches()) {
            throw new IngestException(
                    IngestError.INVALID_PARAMETER, "from must be seconds of media time, such as 12.5");
        }
        return OptionalDouble.of(Double.parseDouble(from));
    }

    private static void begin(Playback playback, HttpServerResponse response)
            throws InterruptedException, ExecutionException, TimeoutException {
        double start = playback.begin();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "audio/wav")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.ACCEPT_RANGES, "none")
                .putHeader(START, String.format(Locale.ROOT, "%.4f", start));
        send(EndlessWav.header(playback.sampleRate()), response);
    }

    private static void play(Playback playback, HttpServerResponse response)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Optional<byte[]> next = playback.next(); next.isPresent(); next = playback.next()) {
            if (next.get().length > 0) {
                send(next.get(), response);
            }
        }
        if (!response.closed()) {
            response.end();
        }
    }

    /** Returns when the network has taken it. */
    private static void send(byte[] audio, HttpServerResponse response)
            throws InterruptedException, ExecutionException, TimeoutException {
        response.write(Buffer.buffer(audio))
                .toCompletionStage()
                .toCompletableFuture()
                .get(SLOW.toSeconds(), TimeUnit.SECONDS);
    }

    private static void refuse(HttpServerResponse response, IngestException refused) {
        if (response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        ProblemAnswer.send(response, refused.problem(), Problems.RETRY_AFTER);
    }
}
