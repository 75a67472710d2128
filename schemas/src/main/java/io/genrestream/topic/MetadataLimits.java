package io.genrestream.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** How much a client may say of its stream. Every service keeps to the same, so that none refuses what another took. */
public final class MetadataLimits {
    /** Of a title (UTF-16 characters). */
    public static final int TITLE_CHARACTERS = 512;

    /** Of an {@code externalId} (UTF-16 characters). */
    public static final int EXTERNAL_ID_CHARACTERS = 256;

    /** Of all attributes, names and values (bytes of UTF-8). */
    public static final int ATTRIBUTE_BYTES = 2_048;

    private MetadataLimits() {}

    /** Of names and values in UTF-8. */
    public static int bytes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().getBytes(UTF_8).length
                        + attribute.getValue().getBytes(UTF_8).length)
                .sum();
    }
}
