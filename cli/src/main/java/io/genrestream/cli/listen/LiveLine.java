package io.genrestream.cli.listen;

import io.genrestream.cli.JsonText;
import io.genrestream.cli.VerdictText;
import io.genrestream.result.GenreResult;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The genre of what is playing: a line that is drawn over in place on a terminal, and a line that stays whenever the
 * genre changes and at the end. As JSON, an object for each result.
 */
final class LiveLine {
    private static final int BAR = 20;
    private static final int RUNNERS_UP = 2;

    private final PrintWriter out;
    private final PrintStream terminal;
    private final boolean json;
    private final boolean drawn;
    private String printed;

    /** @param drawn whether the line in place is drawn */
    LiveLine(PrintWriter out, PrintStream terminal, boolean json, boolean drawn) {
        this.out = out;
        this.terminal = terminal;
        this.json = json;
        this.drawn = drawn;
    }

    synchronized void show(GenreResult result) {
        if (json) {
            out.println(JsonText.of(result));
        } else {
            wipe();
            if (result.isFinal() || !name(result).equals(printed)) {
                printed = name(result);
                out.println(text(result));
            }
            if (drawn && !result.isFinal()) {
                terminal.print(bar(result.confidence()) + ' ' + text(result));
                terminal.flush();
            }
        }
        out.flush();
    }

    synchronized void wipe() {
        if (drawn) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }

    private static String text(GenreResult result) {
        long seconds = (long) result.seconds();
        List<Map.Entry<String, Double>> others = result.scores().entrySet().stream()
                .filter(score -> !score.getKey().equals(result.label()))
                .limit(RUNNERS_UP)
                .toList();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%4d:%02d  %-12s %s",
                seconds / 60,
                seconds % 60,
                name(result),
                VerdictText.percent(result.verdict(), result.confidence())));
        for (Map.Entry<String, Double> other : others) {
            line.append(line.indexOf("(") < 0 ? "  (then " : ", ")
                    .append(String.format(Locale.ROOT, "%s %.0f %%", other.getKey(), 100 * other.getValue()));
        }
        return others.isEmpty() ? line.toString() : line.append(')').toString();
    }

    private static String name(GenreResult result) {
        return VerdictText.name(result.label(), result.verdict(), result.reason());
    }

    private static String bar(double confidence) {
        int full = (int) Math.round(BAR * confidence);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }
}
