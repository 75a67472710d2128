package io.genrestream.kit.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key as the file of keys has it: {@code ID=SHA256 SCOPES OWNER}. The key itself is {@code grs_ID_SECRET} with 256 random
 * bits, so one round of SHA-256 is enough: nobody tries them out.
 */
public final class ApiKey {
    private static final String PREFIX = "grs_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 6;
    private static final Pattern PRESENTED = Pattern.compile("grs_([a-z0-9]{1,32})_[A-Za-z0-9_-]{43}");
    private static final Pattern LINE =
            Pattern.compile("([a-z0-9]{1,32})\\s*=\\s*([0-9a-f]{64})\\s+([a-z,]+)\\s+([A-Za-z0-9._@-]{1,128})");

    private final String id;
    private final byte[] digest;
    private final Set<Scope> scopes;
    private final String owner;

    private ApiKey(String id, byte[] digest, Set<Scope> scopes, String owner) {
        this.id = id;
        this.digest = digest;
        this.scopes = scopes;
        this.owner = owner;
    }

    /**
     * @param secret the key itself, which is nowhere else
     * @param line for the file of keys
     */
    public record Created(String secret, String line) {
        @Override
        public String toString() {
            return "a new key";
        }
    }

    /** @throws IllegalArgumentException where the owner is not 1 to 128 characters of A-Z a-z 0-9 . _ @ - */
    public static Created create(String owner, Set<Scope> scopes) {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        String key =
                PREFIX + name + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String words = scopes.stream().map(Scope::word).collect(Collectors.joining(","));
        String line = "%s=%s %s %s".formatted(name, HexFormat.of().formatHex(sha256(key)), words, owner);
        parse(line);
        return new Created(key, line);
    }

    /** @throws IllegalArgumentException that tells nothing of the line */
    static ApiKey parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a line is ID=SHA256 SCOPES OWNER");
        }
        return new ApiKey(
                matcher.group(1),
                HexFormat.of().parseHex(matcher.group(2)),
                Scope.parse(matcher.group(3)),
                matcher.group(4));
    }

    /** The id within what a client presents; null where that is no key of ours, but perhaps another's token. */
    public static String idOf(String presented) {
        Matcher matcher = PRESENTED.matcher(presented);
        return matcher.matches() ? matcher.group(1) : null;
    }

    String id() {
        return id;
    }

    /** In constant time. */
    boolean is(String presented) {
        return MessageDigest.isEqual(digest, sha256(presented));
    }

    public Caller caller() {
        return new Caller(id, owner, scopes);
    }

    @Override
    public String toString() {
        return "key " + id;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
