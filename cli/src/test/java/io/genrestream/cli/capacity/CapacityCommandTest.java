package io.genrestream.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CapacityCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPutAsManyStreamsOnEachClusterAsToldAndCountAllClusters() {
        run("capacity --streams 1000,2000,4000 --cell 1000");

        assertThat(row("Kafka clusters")).containsExactly(1, 2, 4);
        assertThat(row("inference-service")).allMatch(instances -> instances >= 2);
        int one = row("instances of the services").getFirst();
        assertThat(row("instances of the services")).containsExactly(one, 2 * one, 4 * one);
    }

    @Test
    void shouldNeedMoreInstancesOfFewerCores() {
        run("capacity --streams 5000 --cores 8");
        int large = row("feature-service").getFirst() + row("inference-service").getFirst();
        out.getBuffer().setLength(0);
        run("capacity --streams 5000 --cores 2");

        assertThat(row("feature-service").getFirst() + row("inference-service").getFirst())
                .isGreaterThan(large);
    }

    @Test
    void shouldHaveAPartitionForEachThreadOfTheLargestService() {
        run("capacity --streams 5000");

        assertThat(row("partitions").getFirst())
                .isGreaterThanOrEqualTo(2 * row("inference-service").getFirst())
                .isGreaterThanOrEqualTo(row("ingest-service").getFirst());
    }

    @Test
    void shouldTakeLessDiskWhereFeaturesAreKeptForShorter() {
        run("capacity --streams 5000,5000 --features-kept 168h");
        int long7d = row("on Kafka's disks").getFirst();
        out.getBuffer().setLength(0);
        run("capacity --streams 5000 --features-kept 1h");

        assertThat(row("on Kafka's disks").getFirst()).isPositive().isLessThan(long7d / 5);
    }

    @Test
    void shouldCostCoreHoursAndDisk() {
        run("capacity --streams 5000 --core-hour 1 --tb-month 0");

        assertThat(row("cost a month")).isEqualTo(row("core hours a month"));
        out.getBuffer().setLength(0);
        run("capacity --streams 5000 --core-hour 0 --tb-month 1");

        assertThat(row("cost a month")).isEqualTo(row("disk, TB"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capacity | --streams",
                "capacity --streams 0 | --streams must be 1 or more",
                "capacity --streams 9 --busy 1.5 | --busy must be above 0 and at most 1",
                "capacity --streams 9 --features-kept 0s | --features-kept must be above 0",
                "capacity --streams 9 --core-hour 1 | --tb-month",
                "capacity --streams 40000 --cell 40000 | 40,000 streams are too many for one Kafka cluster"
            })
    void shouldSayWhatIsWrongWithTheArguments(String command, String complaint) {
        assertThat(execute(command)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(complaint);
    }

    private void run(String command) {
        assertThat(execute(command)).as(err::toString).isZero();
    }

    private int execute(String command) {
        return Genrestream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command.split(" "));
    }

    /** The whole numbers of a row of the table. */
    private List<Integer> row(String beginning) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("| " + beginning))
                .flatMap(line -> List.of(line.split("\\|")).stream().skip(2))
                .map(cell -> Math.round(Float.parseFloat(cell.replace(",", "").trim())))
                .toList();
    }
}
