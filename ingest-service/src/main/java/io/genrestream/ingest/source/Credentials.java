package io.genrestream.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.kit.file.WatchedFile;
import io.genrestream.kit.file.WatchedFile.UnusableFileException;
import io.genrestream.live.Credential;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets of live sources by name, from a file of this instance: a line {@code NAME=USER:PASSWORD} or
 * {@code NAME=Bearer TOKEN} each, empty lines and those that begin with {@code #} aside. Read again when the file changes.
 * No message tells more of a line than its number.
 */
public final class Credentials {
    private static final String BEARER = "Bearer ";
    /** The owner's alone is not refused. */
    private static final Set<PosixFilePermission> REFUSED =
            EnumSet.complementOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private final Optional<WatchedFile> file;

    /** Guarded by this. */
    private Map<String, Credential> byName = Map.of();

    /** @param file empty where there are no credentials */
    public Credentials(Optional<Path> file) {
        this.file = file.map(path -> new WatchedFile(path, REFUSED));
    }

    /**
     * @param name null for none
     * @return null for none
     * @throws IngestException UNKNOWN_CREDENTIAL or CREDENTIALS_UNREADABLE
     */
    public Credential get(String name) {
        if (name == null) {
            return null;
        }
        Credential found = all().get(name);
        if (found == null) {
            throw new IngestException(IngestError.UNKNOWN_CREDENTIAL, name);
        }
        return found;
    }

    /** @throws IngestException CREDENTIALS_UNREADABLE */
    public void check() {
        all();
    }

    private synchronized Map<String, Credential> all() {
        if (file.isEmpty()) {
            return Map.of();
        }
        try {
            Optional<List<String>> changed = file.get().changed();
            if (changed.isPresent()) {
                byName = parse(changed.get());
                file.get().accept();
            }
            return byName;
        } catch (UnusableFileException e) {
            throw unreadable(e.getMessage());
        }
    }

    private static Map<String, Credential> parse(List<String> lines) {
        Map<String, Credential> byName = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            String secret = line.substring(equals + 1).stripLeading();
            if (!SourceCheck.isCredentialName(name) || !isSecret(secret)) {
                throw unreadable("line " + number + " is not as it must be");
            }
            if (byName.put(name, new Credential(authorization(secret))) != null) {
                throw unreadable("line " + number + " has a name that was there before");
            }
        }
        return Map.copyOf(byName);
    }

    private static boolean isSecret(String secret) {
        boolean bearer =
                secret.startsWith(BEARER) && secret.chars().allMatch(character -> character >= ' ' && character <= '~');
        return bearer || secret.indexOf(':') > 0 && secret.chars().noneMatch(Character::isISOControl);
    }

    private static String authorization(String secret) {
        return secret.startsWith(BEARER)
                ? secret.strip()
                : "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
    }

    private static IngestException unreadable(String detail) {
        return new IngestException(IngestError.CREDENTIALS_UNREADABLE, detail);
    }
}
