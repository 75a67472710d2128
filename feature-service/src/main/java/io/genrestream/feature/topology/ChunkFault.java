package io.genrestream.feature.topology;

/** Why a chunk that could be read is refused all the same. The names are the codes of its dead letter. */
public enum ChunkFault {
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

    private final String meaning;
    private final String remedy;

    ChunkFault(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
