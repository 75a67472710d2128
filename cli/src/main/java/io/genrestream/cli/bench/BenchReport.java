package io.genrestream.cli.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The measured run as tables: speed, where the processor time went, memory, bytes a second of audio. */
final class BenchReport {
    private final PrintWriter out;
    private final double audioSeconds;

    BenchReport(PrintWriter out, double audioSeconds) {
        this.out = out;
        this.audioSeconds = audioSeconds;
    }

    void speed(int tracks, Duration wall, Duration firstPrediction) {
        out.printf(
                Locale.ROOT,
                "%d tracks, %.0f s of audio in %.1f s: %.0f times real time%n",
                tracks,
                audioSeconds,
                wall.toMillis() / 1000.0,
                audioSeconds * 1000 / wall.toMillis());
        out.printf(
                Locale.ROOT,
                "first prediction of one more track, alone: %d ms after its upload began%n%n",
                firstPrediction.toMillis());
    }

    void parts(Map<String, PartUsage> before, Map<String, PartUsage> after, Duration client) {
        double total = client.toNanos();
        for (Map.Entry<String, PartUsage> part : after.entrySet()) {
            total += part.getValue().since(before.get(part.getKey())).cpu().toNanos();
        }
        out.printf("| %-22s | %12s | %7s | %8s |%n", "part", "ms/s audio", "share", "RSS MB");
        out.println("| --- | ---: | ---: | ---: |");
        for (Map.Entry<String, PartUsage> part : after.entrySet()) {
            PartUsage used = part.getValue().since(before.get(part.getKey()));
            row(part.getKey(), used.cpu(), total, Long.toString(used.residentMegabytes()));
        }
        row("this client", client, total, "");
        row("all", Duration.ofNanos((long) total), total, "");
        out.println();
    }

    private void row(String part, Duration cpu, double totalNanos, String memory) {
        out.printf(
                Locale.ROOT,
                "| %-22s | %12.2f | %5.1f %% | %8s |%n",
                part,
                cpu.toNanos() / 1e6 / audioSeconds,
                100 * cpu.toNanos() / totalNanos,
                memory);
    }

    void topics(Map<String, Long> before, Map<String, Long> after) {
        out.printf("| %-60s | %14s |%n", "topic", "bytes/s audio");
        out.println("| --- | ---: |");
        after.forEach((topic, bytes) -> out.printf(
                Locale.ROOT, "| %-60s | %14.0f |%n", topic, (bytes - before.getOrDefault(topic, 0L)) / audioSeconds));
        out.flush();
    }
}
