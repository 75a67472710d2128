package io.genrestream.e2e;

import static io.genrestream.e2e.ConsoleSteps.awaitPicture;
import static io.genrestream.e2e.ConsoleSteps.awaitTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.genrestream.cli.connect.EventLog;
import io.genrestream.event.TrackGenre;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the console is, measured with real services and a real browser, and printed. Not run with the tests, for a
 * figure depends on what else the machine does: {@code mvn verify -Dtest=ConsoleFiguresIT -Dgenrestream.figures=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "genrestream.figures", matches = "true")
@ExtendWith(RunningSystem.Extension.class)
class ConsoleFiguresIT {
    private static final int LOADS = 15;
    private static final int MANY = 20;
    private static final int LISTENED_MILLIS = 45_000;
    private static final double WINDOW_SECONDS = 17 * 1920 / 22_050.0;
    private static final String STATION = "figures-";
    private static final int LIBRARY = 10_000;
    private static final List<String> LABELS =
            List.of("blues", "classical", "hiphop", "jazz", "metal", "pop", "reggae", "rock");

    /** A bar's width is a score, written so finely that no other event has the same. */
    private static final double SAME_WIDTH = 1e-3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> figures = new ArrayList<>();

    /** Says when a bar got which width; the frame in which that happens is the one that is painted. */
    private record Drawn(double width, double at) {}

    private record Appended(double width, long at) {}

    @Test
    void shouldPrintTheFigures(RunningSystem system, @TempDir Path folder) throws Exception {
        assumeTrue(
                Browser.isInstalled() && Icecast.isInstalled(), "chromium, icecast2 or ffmpeg is not installed here");
        say("load of the machine", Files.readString(Path.of("/proc/loadavg")).strip());
        try (Browser browser = new Browser(system.ingest());
                Icecast icecast = new Icecast()) {
            firstPaint(browser);
            icecast.broadcast("station", Music.tracks(1, folder).getFirst());
            stampAppends(system);
            follow(system, icecast.station("station"), 0, 1);
            Page page = browser.open(1440, 2600, ColorScheme.LIGHT);
            page.navigate(system.ingest().resolve("/#/streams/" + STATION + 0).toString());
            awaitTrue(page, "document.querySelector('.scope span')?.textContent.includes('30 seconds')");
            awaitPicture(page);
            framesPerSecond("frames a second while a station plays", page);
            delay(system, page, 1);
            follow(system, icecast.station("station"), 1, MANY);
            awaitTrue(page, "document.querySelectorAll('.rows li[data-state=LIVE]').length >= " + MANY);
            delay(system, page, MANY);
            framesPerSecond("frames a second while " + MANY + " play", page);
            IntStream.range(0, MANY).forEach(i -> send(system, "DELETE", "/v1/sources/" + STATION + i, ""));
            assertThat(browser.complaints()).isEmpty();
            heap(browser);
            map(browser);
        }
        say("load of the machine", Files.readString(Path.of("/proc/loadavg")).strip());
        figures.forEach(System.out::println);
    }

    private void firstPaint(Browser browser) {
        List<Double> paints = IntStream.range(0, LOADS)
                .mapToObj(_ -> {
                    Page page = browser.open(1440, 900, ColorScheme.LIGHT);
                    awaitTrue(page, "performance.getEntriesByName('first-contentful-paint').length === 1");
                    double millis = ((Number) page.evaluate(
                                    "performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                            .doubleValue();
                    page.context().close();
                    return millis;
                })
                .toList();
        say("first contentful paint, " + LOADS + " loads", percentiles(paints));
    }

    private void framesPerSecond(String what, Page page) {
        List<?> gaps = (List<?>) page.evaluate("""
                () => new Promise((resolve) => {
                  const gaps = [];
                  let before = performance.now();
                  const end = before + 10_000;
                  const frame = (now) => {
                    gaps.push(now - before);
                    before = now;
                    now < end ? requestAnimationFrame(frame) : resolve(gaps);
                  };
                  requestAnimationFrame(frame);
                })
                """);
        List<Double> millis =
                gaps.stream().map(gap -> ((Number) gap).doubleValue()).toList();
        double all = millis.stream().mapToDouble(Double::doubleValue).sum();
        say(what, "%.1f".formatted(1000 * millis.size() / all));
        say("  between two frames", percentiles(millis));
    }

    /** The map of a large library while it is zoomed by the wheel. The library is made up. */
    private void map(Browser browser) {
        Page page = browser.open(1440, 1000, ColorScheme.LIGHT);
        Random random = new Random(43);
        String points = IntStream.range(0, LIBRARY)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{\"streamId\":\"t%d\",\"label\":\"%s\",\"confidence\":0.7,\"x\":%.4f,\"y\":%.4f}",
                        i,
                        LABELS.get(i % LABELS.size()),
                        random.nextGaussian() / 4,
                        random.nextGaussian() / 4))
                .collect(Collectors.joining(",", "{\"explained\":0.5,\"points\":[", "]}"));
        page.route(
                "**/v1/map",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(points)));
        page.navigate(page.url() + "#/map");
        awaitTrue(page, "!document.querySelector('.map-full')?.hidden");
        page.evaluate("""
                () => {
                  const box = document.querySelector('.map-box');
                  const { left, top, width, height } = box.getBoundingClientRect();
                  let frames = 0;
                  const turn = () => {
                    const deltaY = frames++ % 120 < 60 ? -20 : 20;
                    box.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: left + width / 3, clientY: top + height / 3, cancelable: true }));
                    requestAnimationFrame(turn);
                  };
                  turn();
                }
                """);
        framesPerSecond("frames a second while a map of " + LIBRARY + " is zoomed", page);
    }

    /** From when the broker has appended a result to when the page shows it. */
    private void delay(RunningSystem system, Page page, int followed) throws InterruptedException {
        List<Appended> appended = new CopyOnWriteArrayList<>();
        List<?> drawn;
        try (EventLog log = new EventLog(system.connection(), List.of("genre.tracks"), false)) {
            Thread reader = Thread.ofPlatform()
                    .daemon()
                    .start(() -> log.read(event -> {
                        if (event.value() instanceof TrackGenre track
                                && event.key().equals(STATION + 0)) {
                            appended.add(new Appended(100 * best(track), event.timestamp()));
                        }
                    }));
            drawn = (List<?>) page.evaluate("""
                    (millis) => new Promise((resolve) => {
                      const drawn = [];
                      const bar = document.querySelector('.top .bar span');
                      const observer = new MutationObserver(() => drawn.push([parseFloat(bar.style.width), performance.timeOrigin + performance.now()]));
                      observer.observe(bar, { attributes: true, attributeFilter: ['style'] });
                      setTimeout(() => resolve(drawn), millis);
                    })
                    """, LISTENED_MILLIS);
            log.close();
            reader.join();
        }
        List<Drawn> changes = drawn.stream()
                .map(each -> (List<?>) each)
                .map(each -> new Drawn(((Number) each.get(0)).doubleValue(), ((Number) each.get(1)).doubleValue()))
                .toList();
        List<Double> millis = appended.stream()
                .flatMap(event -> changes.stream()
                        .filter(change -> Math.abs(change.width() - event.width()) < SAME_WIDTH)
                        .mapToDouble(change -> change.at() - event.at())
                        .filter(late -> late >= 0)
                        .boxed()
                        .limit(1))
                .toList();
        assertThat(millis).hasSizeGreaterThan(10);
        say("from append to pixel, following " + followed, percentiles(millis) + ", " + millis.size() + " events");
    }

    private static double best(TrackGenre track) {
        return track.getScores().values().stream()
                .mapToDouble(Number::doubleValue)
                .max()
                .orElse(0);
    }

    /** Records have the time of the audio; here they are to have that of the broker's append. */
    private static void stampAppends(RunningSystem system) throws Exception {
        try (Admin admin = Admin.create(system.connection().properties())) {
            Collection<AlterConfigOp> change = List.of(new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"),
                    AlterConfigOp.OpType.SET));
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "genre.tracks"), change))
                    .all()
                    .get();
        }
    }

    private void follow(RunningSystem system, URI station, int from, int to) {
        IntStream.range(from, to)
                .forEach(i -> send(
                        system, "PUT", "/v1/sources/" + STATION + i + "?probe=false", "{\"url\":\"" + station + "\"}"));
    }

    private void send(RunningSystem system, String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(system.ingest().resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isLessThan(300);
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    /** The view of a station, with its pictures, by a clock that runs as fast as the page can draw. */
    private void heap(Browser browser) {
        Page page = browser.open(1440, 900, ColorScheme.LIGHT);
        CDPSession inspector = page.context().newCDPSession(page);
        double minutes = heapAfter(page, inspector, 0, 600);
        double hours = heapAfter(page, inspector, 600, 8 * 3600);
        say("JavaScript heap after 10 minutes of a station", "%.2f MB".formatted(minutes / 1e6));
        say("JavaScript heap after 8 hours", "%.2f MB".formatted(hours / 1e6));
    }

    private static double heapAfter(Page page, CDPSession inspector, int fromSeconds, int toSeconds) {
        page.evaluate("""
                async ([from, to, step]) => {
                  const { Listening } = await import('/console/listening.js');
                  const { StreamActions } = await import('/console/stream-actions.js');
                  const { StreamPage } = await import('/console/stream-page.js');
                  const { Streams } = await import('/console/streams.js');
                  window.figures ??= (() => {
                    const listening = new Listening('station');
                    const streams = new Streams(() => {});
                    streams.put({ streamId: 'station', state: 'STARTED', attempt: 1, seconds: 0, live: { connection: 'LIVE', source: 'http://station/' } });
                    const page = new StreamPage(streams, listening, new StreamActions(streams), null, () => {});
                    document.querySelector('main').replaceChildren(page.element);
                    return { listening, page };
                  })();
                  const { listening, page } = window.figures;
                  const bytes = new Uint8Array(34 * 96);
                  for (let i = Math.ceil(from / step); i * step < to; i++) {
                    const start = i * step;
                    const common = { streamId: 'station', attempt: 1, epoch: 0, windowIndex: i, startSeconds: start };
                    const share = (i % 100) / 100;
                    const scores = { blues: 0.5 + share / 2, jazz: 0.5 - share / 2 };
                    bytes.forEach((_, k) => (bytes[k] = (k * 7 + i * 13) % 256));
                    const logMel = btoa(String.fromCharCode(...bytes));
                    listening.take('prediction', { ...common, endSeconds: start + 2.97, verdict: 'GENRE', label: 'blues', scores });
                    listening.take('frames', { ...common, hopSeconds: 1920 / 22050, frames: 34, heardFrames: 34, bands: 96, lowDb: -100, highDb: 50, logMel });
                    listening.take('segment', { ...common, segment: Math.floor(i / 150), start, end: start + 3, title: 'Song ' + i, startedAt: new Date(1e12 + 1000 * start).toISOString() });
                    listening.take('track', { streamId: 'station', attempt: 1, verdict: 'GENRE', label: 'blues', confidence: scores.blues, scores, windows: i, seconds: start, model: { name: 'm', version: '1' }, timeline: [] });
                    page.draw();
                    if (i % 200 === 0) {
                      await new Promise(requestAnimationFrame);
                    }
                  }
                }
                """, List.of(fromSeconds, toSeconds, WINDOW_SECONDS));
        inspector.send("HeapProfiler.collectGarbage");
        return inspector.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    }

    private static String percentiles(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().collect(Collectors.toList());
        return "p50 %.0f ms, p95 %.0f ms, at most %.0f ms"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) (0.95 * (sorted.size() - 1))),
                        sorted.getLast());
    }

    private void say(String what, String figure) {
        figures.add("%-48s %s".formatted(what, figure));
    }
}
