package io.genrestream.decoding.worker;

import java.io.IOException;

/** Where the demuxer's bytes come from. */
interface ByteSource extends AutoCloseable {
    /**
     * Reads as many bytes as are asked for, fewer only at the end: what is made of a file must not depend on the pieces
     * in which it came.
     *
     * @return how many bytes were read; 0 at the end
     */
    int read(byte[] into, int offset, int length) throws IOException;

    /**
     * Reads what is there, waiting for the first of it.
     *
     * @return how many bytes were read; 0 at the end
     */
    int readSome(byte[] into, int offset, int length) throws IOException;

    /** @return the length in bytes, or -1 where there is no going back and so no seeking */
    default long size() {
        return -1;
    }

    /** Makes the next read begin at a position; only where {@link #size()} is known. */
    default void seek(long position) {
        throw new UnsupportedOperationException("Not seekable");
    }

    @Override
    default void close() throws IOException {}
}
