package io.genrestream.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.e2e.Launcher;
import io.genrestream.e2e.Programs;
import io.genrestream.kit.metrics.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules by Prometheus' own tool, and their run-books. */
class RulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "check rules alerts.yml", "test rules alerts-test.yml"})
    void shouldPassPromtool(String arguments) throws Exception {
        assumeTrue(Programs.isOnPath("promtool"), "promtool is not installed here");
        Process tool = new ProcessBuilder(("promtool " + arguments).split(" "))
                .directory(Rules.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();

        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tool.waitFor()).as(output).isZero();
    }

    @Test
    void shouldTestEveryAlert() throws IOException {
        String tests = Files.readString(Rules.FOLDER.resolve("alerts-test.yml"));

        assertThat(Rules.alerts())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests).contains("- alertname: " + alert.name() + "\n"));
    }

    @Test
    void shouldAskOnlyForMetricsOfTheCatalogue() {
        List<String> known = Arrays.stream(Metric.values()).map(Metric::id).toList();

        assertThat(Rules.queries())
                .hasSizeGreaterThan(100)
                .allSatisfy((place, query) -> assertThat(Pattern.compile("genrestream_\\w+")
                                .matcher(query)
                                .results())
                        .as(place)
                        .extracting(match -> match.group().replaceFirst("_(bucket|count|sum)$", ""))
                        .isSubsetOf(known));
    }

    @Test
    void shouldHaveARunBookForEachAlertAndNoOther() throws IOException {
        List<String> entries = Files.readAllLines(Launcher.HOME.resolve("docs/alerts.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> "docs/alerts.md#" + line.substring(3).toLowerCase(Locale.ROOT))
                .toList();

        assertThat(Rules.alerts()).extracting(Rules.Alert::runbook).containsExactlyElementsOf(entries);
        assertThat(Rules.alerts())
                .allSatisfy(alert ->
                        assertThat(alert.runbook()).endsWith("#" + alert.name().toLowerCase(Locale.ROOT)));
    }
}
