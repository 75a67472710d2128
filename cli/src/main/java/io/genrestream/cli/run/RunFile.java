package io.genrestream.cli.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a run tells other commands: {@code system.json} in the state directory. It says where things are, not whether they
 * live; that is read from the process table.
 */
public record RunFile(
        String bootstrapServers,
        String schemaRegistryUrl,
        String ingestUrl,
        String inferenceUrl,
        String prefix,
        List<RunPart> parts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The run recorded on the state directory; none when the file is missing or was cut off while it was written. */
    public static Optional<RunFile> read(StateDirectory state) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file(state)), RunFile.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(state, e);
        }
    }

    void write(StateDirectory state) {
        Path file = file(state);
        Path next = file.resolveSibling("system.json.next");
        try {
            Files.writeString(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(state, e);
        }
    }

    static void delete(StateDirectory state) {
        try {
            Files.deleteIfExists(file(state));
        } catch (IOException e) {
            throw unusable(state, e);
        }
    }

    private static Path file(StateDirectory state) {
        return state.root().resolve("system.json");
    }

    private static CommandFailure unusable(StateDirectory state, IOException e) {
        return new CommandFailure(CliError.STATE_UNWRITABLE, state.root() + ": " + e.getMessage(), e);
    }
}
