package io.genrestream.cli.capacity;

import io.genrestream.cli.offline.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = {
            "Computes partitions, instances, Kafka's load, disk and restore times for many live streams, from what was",
            "measured of few. docs/capacity.md has the figures it counts with and what it leaves out."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  genrestream capacity --streams 1000",
            "  genrestream capacity --streams 1000,100000 --features-kept 1h",
            "  genrestream capacity --streams 1000 --core-hour 0.05 --tb-month 40"
        })
public final class CapacityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--streams",
            paramLabel = "N,…",
            split = ",",
            required = true,
            description = "Live streams that play at once; a column for each.")
    private List<Integer> streams;

    @Option(
            names = "--cell",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Streams that share a Kafka cluster; of more there are several (default: ${DEFAULT-VALUE}).")
    private int cell;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of each instance of a service (default: ${DEFAULT-VALUE}).")
    private int cores;

    @Option(
            names = "--busy",
            paramLabel = "PART",
            defaultValue = "0.6",
            description =
                    "Of the cores while all streams play; the rest catches up after a break (default: ${DEFAULT-VALUE}).")
    private double busy;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of Kafka's topics (default: ${DEFAULT-VALUE}).")
    private int replicas;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Your consumers that read all predictions and all tracks (default: ${DEFAULT-VALUE}).")
    private int subscribers;

    @Option(
            names = "--features-kept",
            paramLabel = "DURATION",
            defaultValue = "168h",
            converter = DurationText.class,
            description = "Retention of audio.features, which takes the most disk (default: ${DEFAULT-VALUE}).")
    private Duration featuresKept;

    @ArgGroup(exclusive = false)
    private Cost cost;

    private static final class Cost {
        @Option(
                names = "--core-hour",
                paramLabel = "PRICE",
                required = true,
                description = "Of a core for an hour, in any currency.")
        private double coreHour;

        @Option(
                names = "--tb-month",
                paramLabel = "PRICE",
                required = true,
                description = "Of a TB on disk for a month; adds the cost of a month.")
        private double terabyteMonth;
    }

    @Override
    public Integer call() {
        require(streams.stream().allMatch(count -> count > 0), "--streams must be 1 or more");
        require(cell > 0, "--cell must be 1 or more");
        require(cores > 0, "--cores must be 1 or more");
        require(busy > 0 && busy <= 1, "--busy must be above 0 and at most 1");
        require(replicas > 0, "--replication-factor must be 1 or more");
        require(subscribers >= 0, "--subscribers must be 0 or more");
        require(featuresKept.isPositive(), "--features-kept must be above 0");
        PrintWriter out = spec.commandLine().getOut();
        Premises premises = new Premises(cell, cores, busy, replicas, subscribers, featuresKept);
        try {
            new CapacityTable(out, premises, streams)
                    .print(cost == null ? null : new Prices(cost.coreHour, cost.terabyteMonth));
        } catch (IllegalArgumentException tooLarge) {
            throw new ParameterException(spec.commandLine(), "--cell: " + tooLarge.getMessage(), tooLarge);
        }
        out.println();
        out.printf(
                "For instances of %d cores, %.0f %% busy; features kept %d h. What it counts with: docs/capacity.md.%n",
                cores, 100 * busy, featuresKept.toHours());
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
