package io.genrestream.kit.access;

import io.genrestream.kit.file.WatchedFile;
import io.genrestream.kit.file.WatchedFile.UnusableFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The file of keys, a line each, empty lines and those that begin with {@code #} aside. Read again within a second after it
 * has changed; while it cannot be used, the keys that it had before count.
 */
public final class ApiKeys {
    private static final long CHECK_NANOS = 1_000_000_000L;
    /** Others may read it, as a mounted Secret allows: what it holds opens no door. */
    private static final Set<PosixFilePermission> REFUSED =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final WatchedFile file;
    private final Consumer<String> trouble;
    private Map<String, ApiKey> byId;
    private String lastTrouble;
    private long checkedAt = System.nanoTime();

    /**
     * @param trouble is told, once, why the changed file cannot be used
     * @throws IllegalArgumentException that says why it cannot be used now
     */
    public ApiKeys(Path file, Consumer<String> trouble) {
        this.file = new WatchedFile(file, REFUSED);
        this.trouble = trouble;
        try {
            byId = parse(this.file.changed().orElseThrow());
            this.file.accept();
        } catch (UnusableFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The key that is presented, if it is one of the file's. */
    public Optional<ApiKey> find(String presented) {
        String id = ApiKey.idOf(presented);
        return id == null
                ? Optional.empty()
                : Optional.ofNullable(current().get(id)).filter(key -> key.is(presented));
    }

    private synchronized Map<String, ApiKey> current() {
        long now = System.nanoTime();
        if (now - checkedAt > CHECK_NANOS) {
            checkedAt = now;
            reloadIfChanged();
        }
        return byId;
    }

    private void reloadIfChanged() {
        try {
            Optional<List<String>> lines = file.changed();
            if (lines.isPresent()) {
                byId = parse(lines.get());
                file.accept();
            }
            lastTrouble = null;
        } catch (UnusableFileException | IllegalArgumentException e) {
            if (!e.getMessage().equals(lastTrouble)) {
                trouble.accept(e.getMessage());
            }
            lastTrouble = e.getMessage();
        }
    }

    private static Map<String, ApiKey> parse(List<String> lines) {
        Map<String, ApiKey> byId = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                ApiKey key = ApiKey.parse(line);
                if (byId.put(key.id(), key) != null) {
                    throw new IllegalArgumentException("its id was there before");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return Map.copyOf(byId);
    }
}
