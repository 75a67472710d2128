package io.genrestream.cli.bench;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a command took from its start to its end.
 *
 * @param cpu processor time of it and of all that it started, to some hundredths of a second
 */
record TimedProcess(Duration wall, Duration cpu) {
    private static final long LOOK_MILLIS = 20;

    /**
     * Runs a command to its end.
     *
     * @param out where what it prints goes; what it complains of goes beside that
     * @throws CommandFailure WRONG_FIGURES when it fails, with the last of its complaints
     */
    static TimedProcess run(List<String> command, Path out) throws InterruptedException {
        try {
            Path errors = out.resolveSibling("errors");
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            Map<Long, Duration> cpu = new HashMap<>();
            do {
                // A process that has ended tells no more, so that each is asked again and again.
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .forEach(one -> one.info().totalCpuDuration().ifPresent(used -> cpu.put(one.pid(), used)));
            } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            if (process.exitValue() != 0) {
                String complaint = Files.readString(errors).lines().reduce("", (before, line) -> line);
                throw new CommandFailure(
                        CliError.WRONG_FIGURES,
                        "%s: exit status %d: %s".formatted(String.join(" ", command), process.exitValue(), complaint));
            }
            return new TimedProcess(wall, cpu.values().stream().reduce(Duration.ZERO, Duration::plus));
        } catch (IOException e) {
            throw new CommandFailure(CliError.WRONG_FIGURES, command.getFirst() + ": " + e.getMessage(), e);
        }
    }
}
