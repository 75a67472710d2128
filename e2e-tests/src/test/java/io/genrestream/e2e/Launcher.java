package io.genrestream.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code genrestream} script, called as a user would. */
public final class Launcher {
    public static final Path HOME = home();
    private static final int LIMIT_MINUTES = 4;

    /** What a command printed and how it ended. */
    record Finished(int status, String out, String err) {
        List<JsonNode> jsonLines() {
            return out.lines().map(Finished::json).toList();
        }

        JsonNode json() {
            return json(out);
        }

        private static JsonNode json(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException notJson) {
                throw new UncheckedIOException(text, notJson);
            }
        }
    }

    private Launcher() {}

    static Finished run(List<String> arguments) {
        return run(arguments, Map.of(), null);
    }

    /**
     * @param environment beside this process' own
     * @param input what comes on standard input; null for nothing
     */
    static Finished run(List<String> arguments, Map<String, String> environment, Path input) {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("genrestream").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        try {
            // Files, not pipes: what `up --detach` leaves behind must not hold this test's streams.
            Path out = Files.createTempFile("genrestream", ".out");
            Path err = Files.createTempFile("genrestream", ".err");
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(out) + Files.readString(err));
            }
            Finished finished = new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("genrestream"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
