package io.genrestream.feature.topology;

/** A chunk that is a dead letter. */
final class RefusedChunkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ChunkError fault;

    RefusedChunkException(ChunkError fault, String details) {
        super(fault.meaning() + " " + details);
        this.fault = fault;
    }

    ChunkError fault() {
        return fault;
    }

    /** Whether the samples alone are refused, so that the chunk still tells whose stream it is and where it ends. */
    boolean onlySamples() {
        return switch (fault) {
            case WRONG_SAMPLE_RATE, WRONG_ENCODING, ODD_BYTE_COUNT -> true;
            case INVALID_CHUNK, KEY_MISMATCH, EMPTY_RECORD -> false;
        };
    }
}
