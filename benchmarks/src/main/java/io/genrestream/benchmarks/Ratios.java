package io.genrestream.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark once a round, round after round, and prints medians of CPU time and of the rounds' ratios: on
 * a machine with other work, what slows one benchmark of a round slows its neighbours too.
 */
public final class Ratios {
    private static final String REFERENCE = "MfccFrame.jtransformsDouble";

    private Ratios() {}

    /** @param args the number of rounds; 7 if absent */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length == 0 ? 7 : Integer.parseInt(args[0]);
        Map<String, List<Double>> nanos = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d%n", round, rounds);
            for (RunResult result : new Runner(options()).run()) {
                nanos.computeIfAbsent(name(result), name -> new ArrayList<>())
                        .add(result.getSecondaryResults().get(CpuTime.LABEL).getScore());
            }
        }
        System.out.println(
                "| benchmark | median CPU time | times as fast as the JTransforms pipeline |\n| --- | --- | --- |");
        nanos.forEach((name, scores) -> System.out.printf(
                Locale.ROOT, "| %s | %.2f µs | %s |%n", name, median(scores) / 1000, ratio(name, scores, nanos)));
    }

    private static Options options() {
        return new OptionsBuilder()
                .include("io.genrestream.benchmarks")
                .addProfiler(CpuTime.class)
                .jvmArgs("-XX:+UseSerialGC")
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(500))
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static String name(RunResult result) {
        String method = result.getParams().getBenchmark().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1");
        String spec = result.getParams().getParam("spec");
        return spec == null ? method : method + " " + spec;
    }

    private static String ratio(String name, List<Double> scores, Map<String, List<Double>> nanos) {
        if (!name.startsWith("MfccFrame.")) {
            return "";
        }
        List<Double> reference = nanos.get(REFERENCE);
        List<Double> ratios = IntStream.range(0, scores.size())
                .mapToObj(round -> reference.get(round) / scores.get(round))
                .toList();
        return String.format(Locale.ROOT, "%.2f", median(ratios));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
