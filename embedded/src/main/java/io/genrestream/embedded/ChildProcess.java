package io.genrestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One part of the system in a process of its own, with its output in a log file. */
public final class ChildProcess {

    /**
     * Ctrl-C reaches every process of the terminal's group at once, and closing the terminal too. The parts ignore both,
     * so that whoever started them can end them in order; a JVM leaves an inherited "ignore" in place.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "genrestream");

    /** In plain logs and in JSON, where a quotation mark ends it. */
    private static final Pattern CODED_ERROR = Pattern.compile("\\b[A-Z]+(_[A-Z]+)+: [^\"]+");

    private static final long END_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String part;
    private final Path log;
    private final Process process;

    private ChildProcess(String part, Path log, Process process) {
        this.part = part;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts the command; the log of the run before is kept as {@code <log>.1}.
     *
     * @throws EmbeddedException START_FAILED when the command cannot be run or its log not be written
     */
    public static ChildProcess start(String part, List<String> command, Path log) {
        List<String> words = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        words.addAll(command);
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile());
            // glibc otherwise keeps a heap per core and thread: tens of megabytes for nothing.
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
            return new ChildProcess(part, log, builder.start());
        } catch (IOException e) {
            throw new EmbeddedException(
                    EmbeddedError.START_FAILED, part + " cannot be started (log " + log + "): " + e.getMessage(), e);
        }
    }

    public String part() {
        return part;
    }

    public Path log() {
        return log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit status when the process has ended. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Waits until the check says that the part is ready.
     *
     * @throws EmbeddedException START_FAILED when it ends before, START_TIMEOUT when the time is over
     */
    public void awaitReady(BooleanSupplier ready, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new EmbeddedException(
                        EmbeddedError.START_FAILED,
                        "%s ended with exit status %d while starting%s; see %s"
                                .formatted(part, process.exitValue(), reason(), log));
            }
            if (System.nanoTime() > end) {
                throw new EmbeddedException(
                        EmbeddedError.START_TIMEOUT,
                        "%s is not ready after %d s; see %s".formatted(part, limit.toSeconds(), log));
            }
            pause();
        }
    }

    /** The last coded error in the log, which most often says what to do; empty when there is none. */
    private String reason() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(CODED_ERROR::matcher)
                    .filter(Matcher::find)
                    .map(error -> ": " + error.group())
                    .reduce("", (earlier, later) -> later);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** Asks the process to end, and ends it and its own children by force when the grace is over. */
    public void stop(Duration grace) {
        stop(process.toHandle(), grace);
    }

    /** As {@link #stop(Duration)}, for a process of an earlier run. */
    public static void stop(ProcessHandle process, Duration grace) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        long end = System.nanoTime() + grace.toNanos();
        while (!hasEnded(process)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                process.destroyForcibly();
            }
            LockSupport.parkNanos(END_POLL_NANOS);
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** A process that nobody has collected yet is listed still, for seconds under a slow init, but has no command. */
    private static boolean hasEnded(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException(EmbeddedError.START_FAILED, "Interrupted while waiting for a part to start", e);
        }
    }
}
