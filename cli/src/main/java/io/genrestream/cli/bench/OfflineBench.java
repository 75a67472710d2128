package io.genrestream.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.offline.ModelOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures the commands that need no Kafka, beside librosa where a Python has it. Each runs with one job, one after the
 * other, from its start to its end: two JVMs to start and to warm included.
 */
final class OfflineBench {
    private static final List<String> CUSTOMARY =
            List.of("extract", "--spec", "customary", "-o", "customary.csv", "--label-level", "0");

    private final PrintWriter out;
    private final List<Path> music;
    private final Optional<Path> python;
    private double seconds;

    /** @param python an interpreter that has librosa; {@code music} is then a single folder */
    OfflineBench(PrintWriter out, List<Path> music, Optional<Path> python) {
        this.out = out;
        this.music = music;
        this.python = python;
    }

    void run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("genrestream-bench");
        try {
            Path results = work.resolve("results.jsonl");
            TimedProcess classify = TimedProcess.run(ours(work, List.of("classify", "--json")), results);
            seconds = heard(results);
            out.printf(Locale.ROOT, "%.0f s of audio%n%n", seconds);
            out.printf("| %-32s | %8s | %11s | %15s |%n", "command", "wall, s", "processor, s", "times real time");
            out.println("| --- | ---: | ---: | ---: |");
            row("classify", classify);
            row("cluster", ours(work, List.of("cluster", "--groups", "2")), work);
            row("extract", ours(work, List.of("extract", "-o", "track.csv", "--label-level", "0")), work);
            row(
                    "extract --columns fma",
                    ours(work, List.of("extract", "-o", "fma.csv", "--columns", "fma", "--label-level", "0")),
                    work);
            TimedProcess extract = row("extract --spec customary", ours(work, CUSTOMARY), work);
            if (python.isPresent()) {
                TimedProcess features = row("librosa, the same features", python(work, "librosa_extract.py"), work);
                TimedProcess genres = row(
                        "librosa, the same model",
                        python(
                                work,
                                "librosa_classify.py",
                                ModelOption.shipped().toString()),
                        work);
                out.println();
                compare(features, "extract --spec customary", extract);
                compare(genres, "classify", classify);
            }
        } finally {
            delete(work);
        }
    }

    private void compare(TimedProcess librosa, String command, TimedProcess ours) {
        out.printf(
                Locale.ROOT,
                "librosa takes %.1f times the processor time of %s, %.1f times the wall time%n",
                (double) librosa.cpu().toNanos() / ours.cpu().toNanos(),
                command,
                (double) librosa.wall().toNanos() / ours.wall().toNanos());
    }

    private TimedProcess row(String name, List<String> command, Path work) throws InterruptedException {
        TimedProcess timed = TimedProcess.run(command, work.resolve("output"));
        row(name, timed);
        return timed;
    }

    private void row(String name, TimedProcess timed) {
        out.printf(
                Locale.ROOT,
                "| %-32s | %8.1f | %11.1f | %15.0f |%n",
                name,
                timed.wall().toMillis() / 1e3,
                timed.cpu().toMillis() / 1e3,
                seconds / (timed.cpu().toMillis() / 1e3));
        out.flush();
    }

    /** A command of ours through the launcher, its outputs in {@code work}. */
    private List<String> ours(Path work, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(ConnectionOptions.home().resolve("genrestream").toString());
        words.forEach(
                word -> command.add(word.endsWith(".csv") ? work.resolve(word).toString() : word));
        command.addAll(List.of("--jobs", "1", "-q", "--"));
        music.forEach(path -> command.add(PathText.of(path)));
        return command;
    }

    /** A script of ours in Python; what it is given stands before the music and its table. */
    private List<String> python(Path work, String script, String... given) {
        List<String> command = new ArrayList<>(List.of(
                python.orElseThrow().toString(),
                ConnectionOptions.home().resolve(Path.of("benchmarks", script)).toString()));
        command.addAll(List.of(given));
        command.addAll(
                List.of(music.getFirst().toString(), work.resolve("librosa.csv").toString()));
        return command;
    }

    private static double heard(Path results) throws IOException {
        ObjectMapper json = new ObjectMapper();
        double seconds = 0;
        for (String line : Files.readAllLines(results)) {
            seconds += json.readTree(line).path("seconds").doubleValue();
        }
        return seconds;
    }

    private static void delete(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(work);
    }
}
