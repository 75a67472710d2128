package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.cli.connect.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart on a real cluster, as {@code deploy/proof/run} has it: every disturbed result equals an undisturbed one. */
@EnabledIfSystemProperty(
        named = "genrestream.kubernetes",
        matches = "true",
        disabledReason = "deploy/proof/run runs it against a cluster")
class KubernetesIT {
    private static final Kubernetes CLUSTER = new Kubernetes("genrestream-proof");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path SEEN = Launcher.HOME.resolve("e2e-tests/target/proof.md");
    private static final List<String> SERVICES =
            List.of("deployment/music-ingest", "statefulset/music-feature", "statefulset/music-inference");

    @TempDir
    private static Path folder;

    private static Path track;
    private static URI ingest;
    private static Connection kafka;

    @BeforeAll
    static void install() throws IOException {
        Files.writeString(SEEN, "| step | seen |\n| --- | --- |\n");
        track = Music.tracks(1, folder).getFirst();
        CLUSTER.run("kubectl", "create", "namespace", CLUSTER.namespace());
        CLUSTER.kubectl("apply", "--filename", "deploy/proof/backing.yaml");
        CLUSTER.kubectl("rollout", "status", "deployment/broker", "deployment/registry", "--timeout=5m");
        Duration took = timed(() -> upgrade());
        seen("install", "provisioned and ready after %s".formatted(seconds(took)));
        ingest = URI.create("http://" + address("music-ingest") + ":19080");
        kafka = new Connection(
                address("broker") + ":9092", "http://" + address("registry") + ":19081/apis/ccompat/v7", "", Map.of());
    }

    @AfterAll
    static void describe() throws IOException {
        Files.writeString(
                SEEN.resolveSibling("proof-events.txt"),
                CLUSTER.kubectl("get", "events", "--sort-by=.lastTimestamp") + "\n"
                        + CLUSTER.kubectl("get", "all", "--output=wide"));
        CLUSTER.helm("uninstall", "music", "--ignore-not-found", "--wait");
        CLUSTER.kubectl("delete", "--filename", "deploy/proof/backing.yaml");
    }

    /** Each step begins with one instance of each service, with values as they come. */
    @BeforeEach
    void begin() {
        upgrade();
    }

    @ParameterizedTest
    @ValueSource(strings = {"statefulset/music-feature", "statefulset/music-inference", "deployment/music-ingest"})
    void shouldScaleEachServiceAloneUnderLoad(String service) throws Exception {
        List<Duration> took = new ArrayList<>();
        Disturbance.requireSameResult(
                kafka,
                ingest,
                track,
                "scaled-" + service.substring(service.lastIndexOf('-') + 1),
                () -> took.add(timed(() -> scale(service, 3))));

        assertThat(SERVICES)
                .allSatisfy(each -> assertThat(CLUSTER.replicas(each)).isEqualTo(each.equals(service) ? 3 : 1));
        seen("scale " + service + " from 1 to 3", "all ready after %s".formatted(seconds(took.getFirst())));
    }

    @Test
    void shouldScaleDownUnderLoad() throws Exception {
        scale("statefulset/music-feature", 3);
        scale("statefulset/music-inference", 3);
        Disturbance.requireSameResult(kafka, ingest, track, "scaled-down", () -> {
            scale("statefulset/music-feature", 1);
            scale("statefulset/music-inference", 1);
        });
        seen("scale feature and inference from 3 to 1", "");
    }

    @Test
    void shouldScaleFeaturesAloneByTheirLag() throws Exception {
        assumeThat(CLUSTER.run("kubectl", "get", "crd", "scaledobjects.keda.sh").status())
                .as("KEDA in the cluster")
                .isZero();
        // A fifth of a processor, so that there is a lag. KEDA is in another namespace, which knows no short names of
        // this one.
        upgrade(
                "--set",
                "feature.autoscaling.by=lag",
                "--set",
                "feature.autoscaling.maxReplicas=3",
                "--set",
                "feature.autoscaling.target=20",
                "--set",
                "feature.resources.limits.cpu=200m",
                "--set",
                "kafka.bootstrapServers=" + address("broker") + ":9092");
        Duration took;
        try (Load load = new Load(ingest, track)) {
            took = timed(() -> await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> CLUSTER.replicas("statefulset/music-feature") == 3));
            load.close();
            load.requireAllTaken();
        }
        assertThat(CLUSTER.replicas("deployment/music-ingest")).isEqualTo(1);
        assertThat(CLUSTER.replicas("statefulset/music-inference")).isEqualTo(1);
        seen("feature scaled by lag (KEDA)", "1 to 3 after %s of load".formatted(seconds(took)));
    }

    @Test
    void shouldScaleInferenceAloneByProcessorTime() throws Exception {
        assumeThat(CLUSTER.run("kubectl", "get", "--raw", "/apis/metrics.k8s.io/v1beta1/nodes")
                        .status())
                .as("a metrics server in the cluster")
                .isZero();
        // What its start has cost is not to count.
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> CLUSTER.run("kubectl", "top", "pod", "music-inference-0", "--no-headers")
                        .said()
                        .matches("(?s)music-inference-0 +[0-9]{1,2}m .*"));
        upgrade("--set", "inference.autoscaling.by=cpu", "--set", "inference.autoscaling.maxReplicas=2");
        assertThat(CLUSTER.replicas("statefulset/music-inference")).isEqualTo(1);
        Duration took;
        try (Load load = new Load(ingest, track)) {
            took = timed(() -> await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> CLUSTER.replicas("statefulset/music-inference") == 2));
            load.close();
            load.requireAllTaken();
        }
        assertThat(CLUSTER.replicas("deployment/music-ingest")).isEqualTo(1);
        assertThat(CLUSTER.replicas("statefulset/music-feature")).isEqualTo(1);
        seen("inference scaled by processor time (HPA)", "1 to 2 after %s of load".formatted(seconds(took)));
    }

    @Test
    void shouldGoOnThroughARollingUpdate() throws Exception {
        upgrade("--set", "feature.replicas=2", "--set", "inference.replicas=2");
        List<Duration> took = new ArrayList<>();
        Disturbance.requireSameResult(
                kafka,
                ingest,
                track,
                "rolled",
                () -> took.add(timed(() -> {
                    CLUSTER.kubectl("rollout", "restart", "statefulset/music-feature", "statefulset/music-inference");
                    ready("statefulset/music-feature");
                    ready("statefulset/music-inference");
                })));
        seen("rolling update of feature and inference, 2 each", "all new after %s".formatted(seconds(took.getFirst())));
    }

    @Test
    void shouldTakeEveryUploadWhileIngestRolls() throws Exception {
        upgrade("--set", "ingest.replicas=2");
        try (Load load = new Load(ingest, track)) {
            CLUSTER.kubectl("rollout", "restart", "deployment/music-ingest");
            ready("deployment/music-ingest");
            load.close();
            load.requireAllTaken();
            seen(
                    "rolling update of ingest, 2",
                    "all of %d uploads were taken, %d of them when they came again"
                            .formatted(load.taken().size(), load.repetitions()));
        }
    }

    @Test
    void shouldKeepAnInstanceOfEachServiceWhenANodeIsDrained() throws Exception {
        upgrade("--set", "feature.replicas=2", "--set", "inference.replicas=2", "--set", "ingest.replicas=2");
        String node = CLUSTER.field("nodes", ".items[0].metadata.name");
        try {
            Disturbance.requireSameResult(kafka, ingest, track, "drained", () -> {
                Programs.Ended drained = CLUSTER.run(
                        "kubectl",
                        "drain",
                        node,
                        "--ignore-daemonsets",
                        "--delete-emptydir-data",
                        "--pod-selector=app.kubernetes.io/name=genrestream",
                        "--timeout=20s");
                assertThat(drained.status()).as(drained.said()).isNotZero();
                assertThat(drained.said()).contains("violate the pod's disruption budget");
            });
            assertThat(SERVICES)
                    .allSatisfy(service -> assertThat(CLUSTER.field(service, ".status.readyReplicas"))
                            .isEqualTo("1"));
        } finally {
            CLUSTER.kubectl("uncordon", node);
        }
        SERVICES.forEach(KubernetesIT::ready);
        seen("drain of the only node", "one instance of each is held by its budget, and goes on; ready again after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "inference"})
    void shouldGoOnWhenAProcessIsKilled(String service) throws Exception {
        String pod = "music-" + service + "-0";
        List<Duration> took = new ArrayList<>();
        Disturbance.requireSameResult(
                kafka,
                ingest,
                track,
                "killed-" + service,
                () -> took.add(timed(() -> {
                    ProcessHandle java = CLUSTER.java(pod).orElseThrow();
                    java.destroyForcibly();
                    await().atMost(PATIENCE)
                            .until(() -> CLUSTER.field("pod/" + pod, ".status.containerStatuses[0].restartCount")
                                    .equals("1"));
                    CLUSTER.kubectl("wait", "pod/" + pod, "--for=condition=Ready", "--timeout=5m");
                })));
        seen("kill -9 in " + pod, "ready again after %s".formatted(seconds(took.getFirst())));
    }

    @Test
    void shouldGoOnWhenAPodIsEvicted() throws Exception {
        upgrade("--set", "feature.replicas=2");
        Disturbance.requireSameResult(kafka, ingest, track, "evicted", () -> {
            evict("music-feature-0");
            ready("statefulset/music-feature");
        });
        seen("eviction of music-feature-0, of 2", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"feature.replicas=-1", "feature.autoscaling.by=sometimes", "feature.replica=2", "partitions=0"})
    void shouldRefuseAWrongValue(String value) {
        Programs.Ended refused = CLUSTER.run("helm", upgrade(List.of("--set", value)));

        assertThat(refused.status()).isNotZero();
        assertThat(refused.said()).contains("values don't meet the specifications of the schema");
        seen(
                "--set " + value,
                "refused: "
                        + refused.said()
                                .lines()
                                .filter(line -> line.contains("- at "))
                                .findFirst()
                                .orElseThrow()
                                .strip());
    }

    @Test
    void shouldKeepStateThroughRemovalAndInstallation() throws Exception {
        try (PredictionLog log = new PredictionLog(kafka)) {
            upload("kept");
            await().atMost(PATIENCE).until(() -> log.finalTrack("kept").isPresent());
        }
        String before = result("kept");
        CLUSTER.helm("uninstall", "music", "--wait");
        upgrade();
        ingest = URI.create("http://" + address("music-ingest") + ":19080");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(result("kept")).isEqualTo(before));
        Disturbance.requireSameResult(kafka, ingest, track, "after", () -> {});
        seen("uninstall and install", "the result from before is there, new ones are as they should be");
    }

    private static void upload(String id) throws Exception {
        var answer = SlowUpload.start(ingest, id, track, Duration.ofSeconds(1)).get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static String result(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address("music-inference") + ":19200/v1/streams/" + id + "/genre"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static void evict(String pod) {
        Path eviction = folder.resolve("eviction.json");
        try {
            Files.writeString(eviction, """
                    {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s", "namespace": "%s"}}
                    """.formatted(pod, CLUSTER.namespace()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        CLUSTER.kubectl(
                "create",
                "--raw",
                "/api/v1/namespaces/%s/pods/%s/eviction".formatted(CLUSTER.namespace(), pod),
                "--filename",
                eviction.toString());
    }

    private static void upgrade(String... values) {
        CLUSTER.helm(upgrade(Arrays.asList(values)));
    }

    private static String[] upgrade(List<String> values) {
        List<String> words = new ArrayList<>(List.of(
                "upgrade", "music", "deploy/chart", "--install", "--reset-values", "--wait", "--timeout", "6m"));
        // Who has scaled by hand owns the number of replicas since then.
        words.addAll(List.of("--values", "deploy/proof/values.yaml", "--force-conflicts"));
        words.addAll(values);
        return words.toArray(String[]::new);
    }

    private static void scale(String service, int replicas) {
        CLUSTER.kubectl("scale", service, "--replicas=" + replicas);
        ready(service);
    }

    private static void ready(String service) {
        CLUSTER.kubectl("rollout", "status", service, "--timeout=5m");
    }

    private static String address(String service) {
        return CLUSTER.field("service/" + service, ".spec.clusterIP");
    }

    private static Duration timed(Runnable step) {
        long begun = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String seconds(Duration time) {
        return "%.0f s".formatted(time.toMillis() / 1e3);
    }

    private static void seen(String step, String what) {
        String result = what.isEmpty() ? "as undisturbed" : what;
        try {
            Files.writeString(SEEN, "| %s | %s |\n".formatted(step, result), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
