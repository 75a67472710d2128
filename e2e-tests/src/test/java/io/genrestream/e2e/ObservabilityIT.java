package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.e2e.SpanCollector.Collected;
import io.genrestream.e2e.observability.Prometheus;
import io.genrestream.e2e.observability.Rules;
import io.genrestream.embedded.RunningParts;
import io.genrestream.kit.metrics.Metric;
import io.genrestream.kit.metrics.Metric.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a live Prometheus learns of the running system, and of what is done to it. */
@ExtendWith(RunningSystem.Extension.class)
class ObservabilityIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than {@code LiveLatency} allows. */
    private static final Duration FROZEN = Duration.ofSeconds(20);
    /** More than {@code Lagging} allows. */
    private static final double LONG_TRACK_SECONDS = 700;

    private static final String STATION = "observed-station";
    private static final Pattern TYPE = Pattern.compile("# TYPE (genrestream_\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(genrestream_\\w+)(?:\\{(.*)\\})? \\S+");

    @TempDir
    private Path folder;

    @Test
    void shouldExportTheMetricsOfTheCatalogue(RunningSystem system) {
        for (Service service : Service.values()) {
            String name = service.name().toLowerCase(Locale.ROOT);
            String exported = Answers.get(URI.create("http://" + target(system, name) + "/q/metrics"))
                    .body();

            assertThat(declared(service)).as(name).isEqualTo(described(exported));
        }
    }

    @Test
    void shouldTraceAnUploadThroughAllServices(RunningSystem system) throws IOException {
        Path track = Music.synthesised(folder, "traced", 5, 3);
        upload(system, "traced-song", track);

        Collected upload = await().until(
                        () -> RunningSystem.SPANS.spans().stream()
                                .filter(span -> span.name().equals("upload"))
                                .filter(span ->
                                        "traced-song".equals(span.attributes().get("genrestream.stream.id")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Collected> trace = RunningSystem.SPANS.trace(upload.trace());
            Map<String, Collected> byId = trace.stream().collect(Collectors.toMap(Collected::id, span -> span));
            assertThat(trace)
                    .filteredOn(span -> span.service().equals("genrestream-inference"))
                    .isNotEmpty()
                    .allSatisfy(classified -> {
                        // Each service sends when it has some.
                        assertThat(byId).containsKey(classified.parent());
                        Collected heard = byId.get(classified.parent());
                        assertThat(byId).containsKey(heard.parent());
                        assertThat(heard.name()).isEqualTo("process audio.chunks");
                        assertThat(heard.service()).isEqualTo("genrestream-feature");
                        Collected sent = byId.get(heard.parent());
                        assertThat(sent.service()).isEqualTo("genrestream-ingest");
                        assertThat(sent.parent()).isEqualTo(upload.id());
                    });
        });
    }

    @Test
    void shouldAnswerEveryQueryAndTellFaults(RunningSystem system) throws Exception {
        assumeTrue(Prometheus.isInstalled(), "prometheus is not installed here");
        assumeTrue(Icecast.isInstalled(), "icecast2 or ffmpeg is not installed here");
        Map<String, List<String>> targets = List.of("ingest", "feature", "inference").stream()
                .collect(Collectors.toMap(name -> name, name -> List.of(target(system, name))));
        try (Prometheus prometheus = new Prometheus(folder, targets);
                Icecast icecast = new Icecast()) {
            Process studio = icecast.broadcast("radio", Music.synthesised(folder, "radio", 30, 5));
            String url = icecast.station("radio").toString();
            assertThat(system.run("sources add", url, "--id", STATION).status()).isZero();
            assertThat(system.run(
                                    "send",
                                    Music.synthesised(folder, "load", 60, 7).toString())
                            .status())
                    .isZero();

            await().atMost(PATIENCE).until(prometheus::answers);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unanswered(prometheus)).isEmpty());

            requireAlerts(prometheus, () -> freeze(system), "InstanceDown");
            // Not asked for before: a machine that is busy enough raises it too.
            await().atMost(PATIENCE).until(() -> prometheus.isFiring("LiveLatency"));
            requireAlerts(prometheus, () -> sendGarbage(system), "DeadLetters");
            requireAlerts(prometheus, () -> killDecoders(system), "DecodersCrash");
            requireAlerts(prometheus, studio::destroyForcibly, "StationOffAir");
            // An upload waits in a live stream's partition.
            assertThat(system.run("sources remove", STATION).status()).isZero();
            Part inference = Part.of(system, "inference-0");
            inference.kill();
            Path track = Music.synthesised(folder, "long", LONG_TRACK_SECONDS, 9);
            requireAlerts(prometheus, () -> upload(system, "observed-track", track), "Lagging", "NobodyWorks");
            requireAlerts(prometheus, inference::startAgain, "NotReady");
            await().atMost(PATIENCE).until(() -> !prometheus.isFiring("Lagging"));
        }
    }

    /** Queries without an answer, by where they stand. */
    private static Set<String> unanswered(Prometheus prometheus) {
        return Rules.queries().entrySet().stream()
                .filter(query -> prometheus.query(query.getValue()).isEmpty())
                .map(query -> query.getKey() + ": " + query.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireAlerts(Prometheus prometheus, Runnable fault, String... alerts) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(alerts).as("fires without a fault").noneMatch(prometheus::isFiring));
        Instant before = Instant.now();
        fault.run();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alerts).allMatch(alert -> prometheus.hasFired(alert, before)));
    }

    /** Returns when its audio is on the broker, whoever reads that. */
    private static void upload(RunningSystem system, String id, Path track) {
        URI address = system.ingest().resolve("/v1/streams/" + id);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .PUT(HttpRequest.BodyPublishers.ofFile(track))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendGarbage(RunningSystem system) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                system.connection().properties(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("audio.chunks", "garbage", new byte[] {1, 2, 3}));
        }
    }

    /** As often as they are replaced, until there have been enough. */
    private static void killDecoders(RunningSystem system) {
        ProcessHandle ingest = RunningParts.of(system.state()).get("ingest");
        for (int killed = 0; killed < 10; ) {
            killed += (int)
                    ingest.children().filter(ProcessHandle::destroyForcibly).count();
            sleep(Duration.ofSeconds(2));
        }
    }

    private static void freeze(RunningSystem system) {
        Part inference = Part.of(system, "inference-0");
        inference.freeze();
        sleep(FROZEN);
        inference.thaw();
    }

    private static String target(RunningSystem system, String service) {
        return StreamSupport.stream(system.status().path("parts").spliterator(), false)
                .filter(part -> part.path("name").asText().startsWith(service))
                .map(part -> Answers.management(URI.create(part.path("address").asText()))
                        .getAuthority())
                .findFirst()
                .orElseThrow();
    }

    /** The catalogue's metrics of a service, each with its type and labels. */
    private static Map<String, String> declared(Service service) {
        Map<String, String> metrics = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            if (metric.services().contains(service)) {
                metrics.put(
                        metric.id(), metric.type().name().toLowerCase(Locale.ROOT) + new TreeSet<>(metric.labels()));
            }
        }
        return metrics;
    }

    /** The same of what a service exports. */
    private static Map<String, String> described(String exported) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        exported.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                String suffix = type.group(2).equals("counter") ? "_total" : "";
                types.put(type.group(1).replaceFirst("_total$", "") + suffix, type.group(2));
            } else if (sample.matches()) {
                Set<String> known = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                Pattern.compile("(\\w+)=\"")
                        .matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .forEach(known::add);
            }
        });
        // What the client library adds to a histogram.
        types.keySet().removeIf(name -> name.endsWith("_max"));
        return types.entrySet().stream()
                .collect(Collectors.toMap(
                        Entry::getKey,
                        type -> type.getValue()
                                + labels.getOrDefault(
                                        type.getKey() + (type.getValue().equals("histogram") ? "_count" : ""),
                                        Set.of()),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
