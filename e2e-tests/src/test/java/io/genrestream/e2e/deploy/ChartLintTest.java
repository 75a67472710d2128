package io.genrestream.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.e2e.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart's objects, those of KEDA and of Prometheus' operator among them, under kubeconform and kube-score. */
class ChartLintTest {
    private static final Path TOOLS = Path.of(System.getenv().getOrDefault("CHART_TOOLS", "/opt/k8s-tools"));

    /**
     * What of kube-score's advice is not taken. A limit of processors slows a service down while there are some to spare; an
     * image has its version as its tag, so that pulling it again brings nothing; pods are spread over nodes by
     * topologySpreadConstraints, which do not stop where there are fewer nodes than pods; one replica is what an example asks for.
     */
    private static final List<String> REFUSED = List.of(
            "--ignore-container-cpu-limit",
            "--ignore-test=container-image-pull-policy",
            "--ignore-test=deployment-has-host-podantiaffinity",
            "--ignore-test=statefulset-has-host-podantiaffinity",
            "--ignore-test=deployment-replicas");

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireTools() {
        assumeTrue(Programs.isOnPath("helm"), "helm is not installed here");
        assumeTrue(
                Files.isDirectory(TOOLS.resolve("schemas")),
                "kubeconform and kube-score are not in " + TOOLS + ": deploy/chart-tools DIR, CHART_TOOLS=DIR");
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldFitTheSchemasOfAllItsObjects(String example) throws Exception {
        Chart.Answer answer = kubeconform(Chart.template(example).text());

        assertThat(answer.status()).as(answer.text()).isZero();
        assertThat(answer.text()).contains("Invalid: 0", "Errors: 0", "Skipped: 0");
    }

    @Test
    void shouldNoticeFieldsThatOperatorsDoNotKnow() throws Exception {
        String objects = Chart.template("strimzi").text();

        assertThat(kubeconform(objects.replace("cooldownPeriod:", "coolDown:")).text())
                .contains("ScaledObject", "coolDown");
        assertThat(kubeconform(objects.replace("podTargetLabels:", "targetLabels:"))
                        .text())
                .contains("PodMonitor", "targetLabels");
    }

    @ParameterizedTest
    @MethodSource("io.genrestream.e2e.deploy.Chart#examples")
    void shouldTakeTheAdviceOfKubeScoreButFor(String example) throws Exception {
        List<String> words = new ArrayList<>(List.of("score", "--output-format=ci", "--exit-one-on-warning"));
        words.addAll(REFUSED);
        words.add(file(Chart.template(example).text()).toString());

        Chart.Answer answer = run("kube-score", words.toArray(String[]::new));

        assertThat(answer.text().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("[OK]") || line.startsWith("[SKIPPED]"));
        assertThat(answer.status()).isZero();
    }

    private Chart.Answer kubeconform(String objects) throws IOException, InterruptedException {
        return run(
                "kubeconform",
                "-strict",
                "-summary",
                "-schema-location",
                TOOLS.resolve("schemas") + "/{{.ResourceKind}}{{.KindSuffix}}.json",
                file(objects).toString());
    }

    private Path file(String objects) throws IOException {
        return Files.writeString(folder.resolve("objects.yaml"), objects);
    }

    private static Chart.Answer run(String program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TOOLS.resolve(program).toString()));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Chart.Answer(process.waitFor(), text);
    }
}
