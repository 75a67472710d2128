package io.genrestream.cli.capacity;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The sizes as a table, a column for each number of streams. */
final class CapacityTable {
    private static final double HOURS_A_MONTH = 730;

    private final PrintWriter out;
    private final Premises premises;
    private final List<Integer> streams;

    CapacityTable(PrintWriter out, Premises premises, List<Integer> streams) {
        this.out = out;
        this.premises = premises;
        this.streams = streams;
    }

    /**
     * @param prices of a core for an hour and of a TB on disk for a month; null where none are given
     */
    void print(Prices prices) {
        row("live streams at once", count -> "%,d".formatted(count));
        out.println("| --- |" + " ---: |".repeat(streams.size()));
        row("Kafka clusters, each with its services", count -> number(cells(count)));
        out.println("| **each cluster** |" + " |".repeat(streams.size()));
        each("live streams", ClusterSize::streams);
        each("partitions", ClusterSize::partitions);
        each("ingest-service, instances", ClusterSize::ingestInstances);
        each("feature-service, instances", ClusterSize::featureInstances);
        each("inference-service, instances", ClusterSize::inferenceInstances);
        each("Kafka, cores", ClusterSize::kafkaCores);
        each("into Kafka, MB/s", cell -> cell.bytesIn() / 1e6);
        each("between its brokers, MB/s", cell -> cell.bytesReplicated() / 1e6);
        each("out of Kafka, MB/s", cell -> cell.bytesOut() / 1e6);
        each("on Kafka's disks, TB", cell -> cell.bytesStored() / 1e12);
        each("a new feature instance has restored after, s", ClusterSize::featureRestoreSeconds);
        each("a new inference instance, s", ClusterSize::inferenceRestoreSeconds);
        out.println("| **all together** |" + " |".repeat(streams.size()));
        row(
                "instances of the services",
                count -> number(cells(count) * cell(count).instances()));
        row("cores, services and Kafka", count -> number(cores(count)));
        row("core hours a month", count -> number(cores(count) * HOURS_A_MONTH));
        row("disk, TB", count -> number(terabytes(count)));
        if (prices != null) {
            row(
                    "cost a month",
                    count -> number(cores(count) * HOURS_A_MONTH * prices.coreHour()
                            + terabytes(count) * prices.terabyteMonth()));
        }
        out.flush();
    }

    private void each(String what, Function<ClusterSize, Number> figure) {
        row(what, count -> number(figure.apply(cell(count)).doubleValue()));
    }

    private void row(String what, Function<Integer, String> figure) {
        out.print("| " + what + " |");
        streams.forEach(count -> out.print(" " + figure.apply(count) + " |"));
        out.println();
    }

    private int cells(int count) {
        return (count + premises.cell() - 1) / premises.cell();
    }

    /** All cells are alike. */
    private ClusterSize cell(int count) {
        return new ClusterSize((count + cells(count) - 1) / cells(count), premises);
    }

    private double cores(int count) {
        return cells(count)
                * (cell(count).instances() * premises.cores() + cell(count).kafkaCores());
    }

    private double terabytes(int count) {
        return cells(count) * cell(count).bytesStored() / 1e12;
    }

    /** Whole, or with two digits: nothing here is known better. */
    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
    }
}
