package io.genrestream.live.ogg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What a real station sent; the README beside the files says how it was made. */
final class OggFixture {
    private OggFixture() {}

    static byte[] read(String name) {
        try (InputStream file = OggFixture.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
