package io.genrestream.cli;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON on one line, valid and without loss whatever a name or tag holds. */
public final class JsonText {
    private static final JsonMapper JSON = new JsonMapper(
            new JsonFactoryBuilder().characterEscapes(new Surrogates()).build());

    private JsonText() {}

    public static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The value as an object to add to. */
    public static <T extends JsonNode> T tree(Object value) {
        return JSON.valueToTree(value);
    }

    /** Half a surrogate pair has no UTF-8, so all are written as escapes, which name and tag come back from. */
    private static final class Surrogates extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            return standardAsciiEscapesForJSON();
        }

        @Override
        public SerializableString getEscapeSequence(int code) {
            return Character.isSurrogate((char) code) ? new SerializedString("\\u%04X".formatted(code)) : null;
        }
    }
}
