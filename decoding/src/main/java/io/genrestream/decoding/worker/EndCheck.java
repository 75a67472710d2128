package io.genrestream.decoding.worker;

import java.nio.charset.StandardCharsets;

/**
 * Watches a file's bytes go by and tells whether its end came with them. FFmpeg does not know it of containers that it
 * reads without seeking.
 */
interface EndCheck {
    /** The next bytes of the file. */
    void see(byte[] bytes, int offset, int length);

    /** Whether what was seen is a whole file, as far as the file itself tells. */
    boolean complete();

    /** @param head the file's first bytes; they come again by {@link #see} */
    static EndCheck of(byte[] head) {
        String start = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
        return switch (start) {
            case "OggS" -> new OggEndCheck();
            case "RIFF", "FORM", ".snd" -> new CountedEndCheck(CountedEndCheck.promised(start, head));
            default -> new Mp3EndCheck(head);
        };
    }
}
