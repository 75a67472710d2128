package io.genrestream.ingest.stream;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.topic.MetadataLimits;
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
    /** @throws IngestException INVALID_METADATA */
    public StreamMetadata {
        attributes = Map.copyOf(attributes);
        check("the title", title, MetadataLimits.TITLE_CHARACTERS);
        check("the externalId", externalId, MetadataLimits.EXTERNAL_ID_CHARACTERS);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            check("an attribute's name", attribute.getKey(), MetadataLimits.ATTRIBUTE_BYTES);
            check("attribute " + attribute.getKey(), attribute.getValue(), MetadataLimits.ATTRIBUTE_BYTES);
        }
        int bytes = MetadataLimits.bytes(attributes);
        if (bytes > MetadataLimits.ATTRIBUTE_BYTES) {
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
