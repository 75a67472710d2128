package io.genrestream.ingest.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.decoding.LiveFormat;
import io.genrestream.decoding.RawSamples;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a client says first.
 *
 * @param format of the bytes that it will send
 * @param head bytes that a decoder needs before the client's own; empty for a container
 */
record Hello(String streamId, StreamMetadata metadata, LiveFormat format, byte[] head) {
    private static final String CONTAINER = "container";

    /** @throws IngestException INVALID_ID, INVALID_METADATA, INVALID_MESSAGE */
    static Hello of(JsonNode message) {
        String id = text(message, "streamId");
        String format = text(message, "format");
        boolean container = CONTAINER.equals(format);
        return new Hello(
                StreamMetadata.checkedId(id == null ? UUID.randomUUID().toString() : id),
                new StreamMetadata(
                        text(message, "title"), text(message, "externalId"), attributes(message.path("attributes"))),
                container ? LiveFormat.UNKNOWN : LiveFormat.WAV,
                container ? new byte[0] : header(format, message));
    }

    private static byte[] header(String format, JsonNode message) {
        RawSamples samples = switch (format) {
            case "s16le" -> RawSamples.S16LE;
            case "f32le" -> RawSamples.F32LE;
            case null, default -> throw invalid("format must be s16le, f32le or container");
        };
        try {
            return samples.wavHeader(
                    message.path("rate").asInt(), message.path("channels").asInt(1));
        } catch (IllegalArgumentException e) {
            throw invalid("rate must be 1000 to 768000 (Hz) and channels 1 or 2");
        }
    }

    private static Map<String, String> attributes(JsonNode object) {
        Map<String, String> attributes = new HashMap<>();
        object.properties().forEach(attribute -> {
            if (!attribute.getValue().isTextual()) {
                throw invalid("attributes must be an object of strings");
            }
            attributes.put(attribute.getKey(), attribute.getValue().asText());
        });
        return attributes;
    }

    private static String text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(field + " must be a string");
        }
        return value.asText();
    }

    private static IngestException invalid(String detail) {
        return new IngestException(IngestError.INVALID_MESSAGE, detail);
    }
}
