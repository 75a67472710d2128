package io.genrestream.cli.offline;

import io.genrestream.analysis.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One line on the terminal, drawn over and over in place: how far a run has come. */
public final class ProgressLine implements AutoCloseable {
    private static final long REDRAW_MILLIS = 200;

    private final PrintStream terminal = System.err;
    private final Supplier<Progress> progress;
    private final ScheduledExecutorService clock;

    /** @param visible whether there is anything to see; what is printed above the line is printed in any case */
    public ProgressLine(boolean visible, Supplier<Progress> progress) {
        this.progress = progress;
        this.clock = visible
                ? Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("progress").factory())
                : null;
        if (visible) {
            clock.scheduleWithFixedDelay(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the standard error is a terminal, as the launcher saw it: Java itself cannot tell. */
    public static boolean onTerminal() {
        return Boolean.getBoolean("genrestream.progress");
    }

    /** Prints something that stays, without a rest of the line in it. */
    public synchronized void above(Runnable print) {
        wipe();
        print.run();
    }

    /** {@code 12 of 89 files, 6:00 of audio, 230 times real time}. */
    public static String text(Progress progress) {
        long seconds = (long) progress.seconds();
        return String.format(
                Locale.ROOT,
                "%d of %d files%s, %d:%02d of audio, %.0f times real time",
                progress.done(),
                progress.files(),
                progress.failed() == 0 ? "" : " (" + progress.failed() + " failed)",
                seconds / 60,
                seconds % 60,
                progress.speed());
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
            wipe();
        }
    }

    private synchronized void draw() {
        if (!clock.isShutdown()) {
            wipe();
            terminal.print(text(progress.get()));
            terminal.flush();
        }
    }

    private void wipe() {
        if (clock != null) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
