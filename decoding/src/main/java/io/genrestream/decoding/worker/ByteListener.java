package io.genrestream.decoding.worker;

/** Sees a file's bytes go by, in order, in pieces of any size. */
interface ByteListener {
    void see(byte[] bytes, int offset, int length);
}
