package io.genrestream.cli.send;

import io.genrestream.result.GenreResult;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The files under way, one line each, drawn over and over in place: how much is uploaded and what the genre looks like
 * so far. Draws on a terminal only; elsewhere only the results are printed.
 */
final class ProgressBoard implements SendListener {
    private static final int BAR = 20;
    private static final int NAME = 30;
    /** The lines are drawn over by moving up, which works no higher than the terminal's top: 24 lines on a small one. */
    private static final int MOST_LINES = 12;

    private static final long REDRAW_NANOS = 100_000_000;

    private static final class Line {
        private long sent;
        private long size;
        private GenreResult genre;
    }

    private final PrintStream terminal;
    private final boolean visible;
    private final SendResultPrinter printer;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int drawn;
    private long lastDraw;

    /** @param visible whether the lines are drawn; results are printed in any case */
    ProgressBoard(PrintStream terminal, boolean visible, SendResultPrinter printer) {
        this.terminal = terminal;
        this.visible = visible;
        this.printer = printer;
    }

    @Override
    public synchronized void start(String name, long size) {
        Line line = new Line();
        line.size = size;
        lines.put(name, line);
        draw(true);
    }

    @Override
    public synchronized void sent(String name, long bytes) {
        lines.get(name).sent = bytes;
        draw(false);
    }

    @Override
    public synchronized void genre(String name, GenreResult result) {
        Line line = lines.get(name);
        if (line != null) {
            line.genre = result;
            draw(false);
        }
    }

    /** Takes the file's line away and prints its result above those that are still under way. */
    @Override
    public synchronized void finish(SendResult outcome) {
        lines.remove(outcome.file());
        wipe();
        printer.print(outcome);
        draw(true);
    }

    private void draw(boolean now) {
        if (!visible || !now && System.nanoTime() - lastDraw < REDRAW_NANOS) {
            return;
        }
        lastDraw = System.nanoTime();
        wipe();
        lines.entrySet().stream()
                .limit(MOST_LINES)
                .forEach(line -> terminal.println(text(line.getKey(), line.getValue())));
        drawn = Math.min(lines.size(), MOST_LINES);
        if (lines.size() > MOST_LINES) {
            terminal.println("  and " + (lines.size() - MOST_LINES) + " more");
            drawn++;
        }
        terminal.flush();
    }

    private void wipe() {
        if (visible && drawn > 0) {
            terminal.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }

    private static String text(String name, Line line) {
        int full = line.size == 0 ? 0 : (int) Math.min(BAR, BAR * line.sent / line.size);
        String genre = line.genre == null
                ? "listening"
                : String.format(
                        Locale.ROOT,
                        "%s %.0f %% after %.0f s",
                        line.genre.label() == null ? line.genre.verdict() : line.genre.label(),
                        100 * line.genre.confidence(),
                        line.genre.seconds());
        return "  " + clip(name) + " " + "█".repeat(full) + "░".repeat(BAR - full) + " " + genre;
    }

    private static String clip(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.length() > NAME ? name.substring(0, NAME - 1) + "…" : name + " ".repeat(NAME - name.length());
    }
}
