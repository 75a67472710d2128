package io.genrestream.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** What versions of the program wrote to their state stores, in the file state-history.txt of a module's tests. */
public final class StateHistory {
    private StateHistory() {}

    /** Bytes by name and version, such as {@code "frames 1"}. */
    public static Map<String, byte[]> of(Class<?> test) {
        try (InputStream file = test.getResourceAsStream("/state-history.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(
                            part -> part[0] + " " + part[1],
                            part -> HexFormat.of().parseHex(part[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
