package io.genrestream.cli.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Live streams as tables: pace and latency, where the processor time went. */
final class LiveReport {
    private final PrintWriter out;
    private final LivePace pace;

    LiveReport(PrintWriter out, LivePace pace) {
        this.out = out;
        this.pace = pace;
    }

    void pace(Duration wall) {
        double seconds = wall.toNanos() / 1e9;
        out.printf(
                Locale.ROOT,
                "%d live streams, %.0f s of audio in %.1f s: %.1f %% of what they played%n",
                pace.streams(),
                pace.seconds(),
                seconds,
                100 * pace.seconds() / seconds / pace.streams());
        out.printf(
                Locale.ROOT,
                "from a window's last audio to its committed prediction: p50 %d ms, p99 %d ms, longest %d ms (%d windows)%n%n",
                pace.latency(0.5),
                pace.latency(0.99),
                pace.latency(1),
                pace.windows());
    }

    /**
     * @param idle what the parts took without streams, where that could be measured
     * @param client processor time of this process
     */
    void parts(Usage usage, Optional<Usage> idle, Duration client) {
        out.printf(
                "| %-22s | %10s | %12s | %12s | %8s |%n", "part", "idle, ms/s", "ms/s audio", "without idle", "RSS MB");
        out.println("| --- | ---: | ---: | ---: | ---: |");
        double perAudio = usage.wall().toNanos() / 1e9 / pace.seconds();
        double sum = 0;
        double sumWithoutIdle = 0;
        for (String part : usage.parts().keySet()) {
            double used = usage.millisASecond(part) * perAudio;
            double spared = idle.map(before -> before.millisASecond(part)).orElse(0.0);
            sum += used;
            sumWithoutIdle += used - spared * perAudio;
            row(
                    part,
                    idle.map(before -> number(spared)).orElse(""),
                    used,
                    idle.map(before -> number(used - spared * perAudio)).orElse(""),
                    Long.toString(usage.parts().get(part).residentMegabytes()));
        }
        row("all", "", sum, idle.isPresent() ? number(sumWithoutIdle) : "", "");
        row("this client", "", client.toNanos() / 1e6 / pace.seconds(), "", "");
        out.println();
    }

    private void row(String part, String idle, double used, String withoutIdle, String memory) {
        out.printf(Locale.ROOT, "| %-22s | %10s | %12.2f | %12s | %8s |%n", part, idle, used, withoutIdle, memory);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
