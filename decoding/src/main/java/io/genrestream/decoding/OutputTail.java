package io.genrestream.decoding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a child's standard error for as long as it lasts, so that the child never waits, and keeps the end of it. */
final class OutputTail implements Runnable {
    private static final int KEPT = 4096;

    private final InputStream in;
    private final byte[] ring = new byte[KEPT];
    private long total;

    OutputTail(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] block = new byte[1024];
        try (in) {
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                keep(block, got);
            }
        } catch (IOException e) {
            // The child has gone, and its words with it.
        }
    }

    private synchronized void keep(byte[] block, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (total++ % KEPT)] = block[i];
        }
    }

    synchronized String text() {
        int length = (int) Math.min(total, KEPT);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
