package io.genrestream.decoding.wire;

/** Kinds of frames between a pool and its workers. Each concerns one stream, except READY. */
public enum FrameType {
    /** To the worker: begin a stream; payload: an {@link OpenRecord}. */
    OPEN,
    /** To the worker: bytes of the file. */
    DATA,
    /** To the worker: the file has ended. */
    END,
    /** To the worker: stop; it still answers with DONE or FAILED. */
    CANCEL,
    /** Both ways: that many more bytes of DATA or PCM may be sent (int). */
    CREDIT,
    /** From the worker: it has started, its libraries are loaded. */
    READY,
    /** From the worker: samples, 16-bit little-endian. */
    PCM,
    /** From the worker: what a live source's audio is so far; payload: an {@link AudioRecord}. */
    DESCRIPTION,
    /** From the worker: the stream's last frame; payload: an {@link AudioRecord}. */
    DONE,
    /** From the worker: the stream's last frame; payload: error code and detail. */
    FAILED
}
