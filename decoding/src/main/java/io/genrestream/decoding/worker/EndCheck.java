package io.genrestream.decoding.worker;

import java.util.Optional;

/**
 * Watches a file's bytes go by and tells whether its end came with them. FFmpeg does not know it of containers that it
 * reads without seeking.
 */
interface EndCheck extends ByteListener {
    /** Whether what was seen is a whole file, as far as the file itself tells. */
    boolean complete();

    /**
     * Whether a file of this kind counts its bytes, or says that its writer could not: then nothing else tells its end.
     */
    default boolean counts() {
        return false;
    }

    /** @param head the file's first bytes; they come again by {@link #see} */
    static EndCheck of(byte[] head, Optional<WaveHeader> wave) {
        if (wave.isPresent()) {
            return new CountedEndCheck(wave.get().promisedBytes().orElse(0));
        }
        return switch (ChunkFormat.text(head, 0)) {
            case "OggS" -> new OggEndCheck();
            case ".snd" -> new CountedEndCheck(CountedEndCheck.promisedByAu(head));
            default -> new Mp3EndCheck();
        };
    }
}
