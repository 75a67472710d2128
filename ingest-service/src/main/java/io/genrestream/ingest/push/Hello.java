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
 * @param rate of samples (Hz); 0 for a container
 * @param frameBytes of a sample of all channels; 0 for a container
 */
record Hello(String streamId, StreamMetadata metadata, LiveFormat format, byte[] head, int rate, int frameBytes) {
    /** @throws IngestException INVALID_ID, INVALID_METADATA, INVALID_MESSAGE */
    static Hello of(JsonNode message) {
        String id = text(message, "streamId");
        String streamId =
                StreamMetadata.checkedId(id == null ? UUID.randomUUID().toString() : id);
        var metadata = new StreamMetadata(
                text(message, "title"), text(message, "externalId"), attributes(message.path("attributes")));
        String format = text(message, "format");
        return switch (format) {
            case "container" -> new Hello(streamId, metadata, LiveFormat.UNKNOWN, new byte[0], 0, 0);
            case "s16le" -> ofSamples(streamId, metadata, RawSamples.S16LE, message);
            case "f32le" -> ofSamples(streamId, metadata, RawSamples.F32LE, message);
            case null, default -> throw invalid("format must be s16le, f32le or container");
        };
    }

    private static Hello ofSamples(String streamId, StreamMetadata metadata, RawSamples samples, JsonNode message) {
        int rate = message.path("rate").asInt();
        int channels = message.path("channels").asInt(1);
        try {
            byte[] head = samples.wavHeader(rate, channels);
            return new Hello(streamId, metadata, LiveFormat.WAV, head, rate, samples.frameBytes(channels));
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
