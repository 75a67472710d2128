package io.genrestream.cli.send;

import io.genrestream.cli.JsonText;
import io.genrestream.cli.VerdictText;
import io.genrestream.cli.offline.TableCell;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints how a file ended: a JSON object a line for programs, or a line for people. */
final class SendResultPrinter {
    private static final int RUNNERS_UP = 2;

    private final PrintWriter out;
    private final boolean asJson;
    private final Ansi ansi;

    SendResultPrinter(PrintWriter out, boolean asJson, Ansi ansi) {
        this.out = out;
        this.asJson = asJson;
        this.ansi = ansi;
    }

    void print(SendResult outcome) {
        out.println(asJson ? JsonText.of(outcome) : line(outcome));
        out.flush();
    }

    private String line(SendResult outcome) {
        return switch (outcome) {
            case SendResult.Classified track -> classified(track);
            case SendResult.Failed failed ->
                paint("red", "failed      ") + failed.file() + ": "
                        + TableCell.visible(failed.error().message()) + " ["
                        + failed.error().code() + "]";
        };
    }

    private String classified(SendResult.Classified track) {
        String name = VerdictText.name(track.label(), track.verdict(), track.reason());
        String genre = paint(track.label() == null ? "yellow" : "bold,green", String.format("%-12s", name));
        String confidence = VerdictText.percent(track.verdict(), track.confidence());
        String others = track.scores().entrySet().stream()
                .skip(track.label() == null ? 0 : 1)
                .limit(RUNNERS_UP)
                .map(SendResultPrinter::percent)
                .collect(Collectors.joining(", "));
        return genre + confidence + "  " + track.file() + (others.isEmpty() ? "" : "  (then " + others + ")");
    }

    private static String percent(Map.Entry<String, Double> score) {
        return String.format(Locale.ROOT, "%s %.0f %%", score.getKey(), 100 * score.getValue());
    }

    private String paint(String style, String text) {
        return ansi.string("@|" + style + " " + text + "|@");
    }
}
