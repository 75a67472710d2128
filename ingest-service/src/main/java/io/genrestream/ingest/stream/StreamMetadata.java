package io.genrestream.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.topic.StreamKey;
import java.util.Map;

/**
 * A client's metadata of a stream.
 *
 * @param title what a person calls it, at most 512 characters; null for none
 * @param externalId the client's own id of the music, at most 256 characters; null for none
 * @param attributes names and values, at most 2,048 bytes of UTF-8 in all
 */
public record StreamMetadata(String title, String externalId, Map<String, String> attributes) {
    private static final int TITLE_CHARACTERS = 512;
    private static final int EXTERNAL_ID_CHARACTERS = 256;
    private static final int ATTRIBUTE_BYTES = 2_048;

    /** @throws IngestException INVALID_METADATA */
    public StreamMetadata {
        attributes = Map.copyOf(attributes);
        check("the title", title, TITLE_CHARACTERS);
        check("the externalId", externalId, EXTERNAL_ID_CHARACTERS);
        int bytes = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            check("an attribute's name", attribute.getKey(), ATTRIBUTE_BYTES);
            check("attribute " + attribute.getKey(), attribute.getValue(), ATTRIBUTE_BYTES);
            bytes += attribute.getKey().getBytes(UTF_8).length
                    + attribute.getValue().getBytes(UTF_8).length;
        }
        if (bytes > ATTRIBUTE_BYTES) {
            throw new IngestException(IngestError.INVALID_METADATA, "the attributes have " + bytes + " bytes");
        }
    }

    /** @throws IngestException INVALID_ID */
    public static String checkedId(String id) {
        if (!StreamKey.isId(id)) {
            throw new IngestException(IngestError.INVALID_ID);
        }
        return id;
    }

    private static void check(String what, String text, int most) {
        if (text == null) {
            return;
        }
        if (text.length() > most) {
            throw new IngestException(
                    IngestError.INVALID_METADATA, what + " has " + text.length() + " characters, the most is " + most);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IngestException(IngestError.INVALID_METADATA, what + " has a control character");
        }
    }
}
