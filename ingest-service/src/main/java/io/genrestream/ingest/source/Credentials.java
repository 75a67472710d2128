package io.genrestream.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.live.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
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
    private static final long MOST_BYTES = 1 << 20;
    private static final String BEARER = "Bearer ";
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** What tells one content of the file from the next, without reading it. */
    private record Version(FileTime modified, long bytes, Object fileKey) {}

    private final Optional<Path> file;

    /** Guarded by this. */
    private Version version;

    private Map<String, Credential> byName = Map.of();

    /** @param file empty where there are no credentials */
    public Credentials(Optional<Path> file) {
        this.file = file;
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
        Path path = file.get();
        try {
            Version now = version(path);
            if (!now.equals(version)) {
                requireOwnersOnly(path);
                if (now.bytes() > MOST_BYTES) {
                    throw unreadable("it has more than 1 MiB");
                }
                byName = parse(Files.readAllLines(path, UTF_8));
                version = now;
            }
            return byName;
        } catch (IOException e) {
            // Without its message: that of an encoding fault would tell of the content.
            throw unreadable(e.getClass().getSimpleName() + " of " + path);
        }
    }

    private static Version version(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private static void requireOwnersOnly(Path path) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null && !OWNERS.containsAll(posix.readAttributes().permissions())) {
            throw unreadable("others than its owner may read, write or execute it");
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
