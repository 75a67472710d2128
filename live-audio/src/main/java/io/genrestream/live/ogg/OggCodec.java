package io.genrestream.live.ogg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** What is decoded of Ogg, known by the first packet of a stream. */
enum OggCodec {
    /** RFC 7845. */
    OPUS("OpusHead", "OpusTags".length()),
    VORBIS("\1vorbis", "\3vorbis".length()),
    /** As FLAC's own metadata blocks, each with a header of four bytes. */
    FLAC("\177FLAC", 4);

    private final byte[] signature;
    private final int commentAt;

    OggCodec(String signature, int commentAt) {
        this.signature = signature.getBytes(ISO_8859_1);
        this.commentAt = commentAt;
    }

    /** Where the comment begins in the second packet. */
    int commentAt() {
        return commentAt;
    }

    /** @return null when it is none of them */
    static OggCodec of(byte[] bytes, int from, int to) {
        for (OggCodec codec : values()) {
            int end = from + codec.signature.length;
            if (end <= to && Arrays.equals(bytes, from, end, codec.signature, 0, codec.signature.length)) {
                return codec;
            }
        }
        return null;
    }
}
