package io.genrestream.e2e;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.RunningParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A process of the running system that a test kills, starts again or doubles, with the command line it was started by. */
final class Part {
    private static final int LIMIT_SECONDS = 60;

    private final RunningSystem system;
    private final String name;
    private final ProcessHandle process;
    private final List<String> command;

    private Part(RunningSystem system, String name, ProcessHandle process) {
        this.system = system;
        this.name = name;
        this.process = process;
        this.command = commandLine(process);
    }

    static Part of(RunningSystem system, String name) {
        ProcessHandle process = RunningParts.of(system.state()).get(name);
        if (process == null) {
            throw new AssertionError(
                    name + " is not among " + RunningParts.of(system.state()).keySet());
        }
        return new Part(system, name, process);
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() throws Exception {
        process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** {@code kill -STOP}: the process stays, and does nothing. */
    void freeze() {
        signal("STOP");
    }

    /** {@code kill -CONT}. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + signal + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Part startAgain() {
        return start(name, UnaryOperator.identity());
    }

    /** Starts another process by the same command line, each word changed by {@code change}. */
    Part start(String newName, UnaryOperator<String> change) {
        List<String> words = new ArrayList<>(List.of("env"));
        RunningSystem.ENVIRONMENT.forEach((variable, value) -> words.add(variable + "=" + value));
        command.stream().map(change).forEach(words::add);
        Path log = system.state().log(newName);
        return new Part(system, newName, ChildProcess.start(newName, words, log).handle());
    }

    private static List<String> commandLine(ProcessHandle process) {
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return Arrays.asList(new String(words, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
