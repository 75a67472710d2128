package io.genrestream.testkit.radio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Iterator;

/** One listener's stream as it is sent: at its pace, with metadata between, until it ends or the fault strikes. */
final class Broadcast {
    private static final int STEP = 1024;
    private static final long NANOS = 1_000_000_000L;

    private final RadioAnswer answer;
    private final Socket listener;
    private final OutputStream out;
    private final boolean titles;
    private final Iterator<byte[]> blocks;
    private long sent;
    private int untilBlock;

    Broadcast(RadioAnswer answer, Socket listener, OutputStream out, boolean titles) {
        this.answer = answer;
        this.listener = listener;
        this.out = out;
        this.titles = titles && answer.metaint() > 0;
        blocks = answer.blocks();
        untilBlock = answer.metaint();
    }

    void send() throws IOException, InterruptedException {
        byte[] body = answer.body();
        long started = System.nanoTime();
        do {
            for (int at = 0; at < body.length; ) {
                int length = (int) Math.min(Math.min(STEP, body.length - at), answer.faultAfter() - sent);
                if (length == 0) {
                    falter(body[at]);
                    return;
                }
                pace(started);
                sendAudio(body, at, length);
                at += length;
            }
        } while (answer.isEndless());
        out.flush();
    }

    private void pace(long started) throws IOException, InterruptedException {
        long due = started + Math.max(0, sent - answer.burst()) * NANOS / answer.bytesPerSecond();
        long wait = due - System.nanoTime();
        if (wait > 0) {
            out.flush();
            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
    }

    private void sendAudio(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int count = titles ? Math.min(end - at, untilBlock) : end - at;
            write(bytes, at, count);
            at += count;
            sent += count;
            untilBlock -= count;
            if (titles && untilBlock == 0) {
                byte[] block = blocks.hasNext() ? blocks.next() : IcyBlock.EMPTY;
                write(block, 0, block.length);
                untilBlock = answer.metaint();
            }
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (answer.isChunked()) {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
        }
        out.write(bytes, offset, length);
        if (answer.isChunked()) {
            out.write("\r\n".getBytes(US_ASCII));
        }
    }

    private void falter(byte next) throws IOException, InterruptedException {
        out.flush();
        switch (answer.fault()) {
            case DROP -> {
                // Closed so, a socket resets its connection.
                listener.setSoLinger(true, 0);
                listener.close();
            }
            case TRICKLE -> {
                while (true) {
                    Thread.sleep(1_000);
                    out.write(next);
                    out.flush();
                }
            }
            // Until the listener hangs up.
            default -> listener.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
