package io.genrestream.e2e;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs of the machine that some tests need and others do without. */
public final class Programs {
    /** A program that ended, and all that it said. */
    record Ended(int status, String said) {
        /** @throws AssertionError when it failed, with what it said */
        String required() {
            if (status != 0) {
                throw new AssertionError(said);
            }
            return said;
        }
    }

    private Programs() {}

    /** Runs a program to its end, in the repository's folder. */
    static Ended run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Launcher.HOME.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return new Ended(status, status == 0 ? said : command + ": " + said);
        } catch (IOException e) {
            throw new AssertionError(command.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What a program writes to standard output. */
    static String output(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
