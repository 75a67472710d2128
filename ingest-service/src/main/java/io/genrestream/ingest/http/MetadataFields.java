package io.genrestream.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.StreamMetadata;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Collects a stream's metadata from headers, query parameters and multipart fields; what comes later wins. */
final class MetadataFields {
    static final Set<String> NAMES = Set.of("title", "externalId", "attributes");

    private static final String HEADER_PREFIX = "genrestream-";
    private static final String ATTRIBUTE_PREFIX = "attributes.";
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> attributes = new HashMap<>();
    private String title;
    private String externalId;

    /** Whether a field of this name would be taken. */
    static boolean isMetadata(String name) {
        return NAMES.contains(name) || name.startsWith(ATTRIBUTE_PREFIX);
    }

    /** Takes {@code title}, {@code externalId}, {@code attributes} as JSON and {@code attributes.<name>}; passes over others. */
    void put(String name, String value) {
        switch (name) {
            case "title" -> title = value;
            case "externalId" -> externalId = value;
            case "attributes" -> attributes.putAll(json(value));
            default -> {
                if (name.startsWith(ATTRIBUTE_PREFIX)) {
                    attributes.put(name.substring(ATTRIBUTE_PREFIX.length()), value);
                }
            }
        }
    }

    /** Takes {@code Genrestream-Title}, {@code Genrestream-External-Id} and {@code Genrestream-Attributes}. */
    void putHeader(String name, String value) {
        switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case HEADER_PREFIX + "title" -> put("title", utf8(value));
            case HEADER_PREFIX + "external-id" -> put("externalId", utf8(value));
            case HEADER_PREFIX + "attributes" -> put("attributes", utf8(value));
            default -> {}
        }
    }

    /** What a file is called counts as its title when there is no other. */
    void putFileName(String name) {
        if (title == null && name != null && !name.isBlank()) {
            title = name;
        }
    }

    /** @throws IngestException INVALID_METADATA */
    StreamMetadata metadata() {
        return new StreamMetadata(title, externalId, attributes);
    }

    /** Clients such as curl put UTF-8 into headers, which arrives as Latin-1. */
    private static String utf8(String header) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }

    private static Map<String, String> json(String text) {
        try {
            Map<String, String> parsed = JSON.readValue(text, ATTRIBUTES);
            if (parsed != null && !parsed.containsValue(null)) {
                return parsed;
            }
        } catch (JsonProcessingException notAnObject) {
            // Reported below, like null.
        }
        throw new IngestException(
                IngestError.INVALID_METADATA, "the attributes must be a JSON object whose values are strings");
    }
}
