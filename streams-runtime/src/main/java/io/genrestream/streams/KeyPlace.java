package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

/** All records of one key on a topic: when several of them were given up, what is kept of the key is at fault. */
record KeyPlace(String topic, String key) {
    /** Longer keys are no stream's, and are not remembered (bytes). */
    static final int LONGEST = 256;

    static KeyPlace of(String topic, byte[] key) {
        return new KeyPlace(topic, new String(key, UTF_8));
    }

    @Override
    public String toString() {
        return "every record of key %s on %s".formatted(key.replaceAll("\\p{Cntrl}", "?"), topic);
    }
}
