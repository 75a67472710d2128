package io.genrestream.feature.topology;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a chunk that could be read is refused all the same. The names are the codes of its dead letter. */
public enum ChunkError implements ErrorCode {
    WRONG_SAMPLE_RATE(
            "The chunk's sample rate is not the front end's.",
            "Give all services the same genrestream.front-end, or resample before sending."),
    WRONG_ENCODING("The chunk's samples are not PCM_S16LE.", "Send signed 16-bit little-endian samples."),
    ODD_BYTE_COUNT("The chunk ends within a sample of two bytes.", "Cut chunks at whole samples."),
    INVALID_CHUNK(
            "A field of the chunk is out of its range.",
            "Find the producer that wrote it; docs/topics.md gives the range of each field."),
    KEY_MISMATCH(
            "The record's key is not the stream's id.",
            "Write records with the stream's id in UTF-8 as the key, or a stream's order is lost."),
    EMPTY_RECORD("The record has no value.", "Send no deletions to audio.chunks: its records end by retention alone.");

    private final ErrorText text;

    ChunkError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
