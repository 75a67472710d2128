package io.genrestream.decoding.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Fragmented mp4 that can be given to one demuxer after the other: it keeps the boxes that a demuxer needs first, and ends
 * before a fragment when asked to.
 */
final class Fragments implements ByteSource {
    private static final Set<String> BEGIN_FRAGMENT = Set.of("styp", "prft", "emsg", "sidx", "moof");
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    /** Bytes of them that are kept; those of sound alone have a thousand. */
    private static final int MOST_FIRST_BOXES = 1 << 20;

    private final PeekableInput input;
    private final ByteArrayOutputStream firstBoxes = new ByteArrayOutputStream();
    private byte[] replayed = {};
    private int replayedTo;

    /** Of the box that is being read; 0 before a header. */
    private long left;

    private boolean keeping;
    private boolean whole;
    private boolean ending;
    private boolean ended;

    Fragments(PeekableInput input) {
        this.input = input;
    }

    /** Ends before the next fragment, if what comes before it has been seen whole. */
    void endAtNext() {
        ending = whole;
    }

    /** Begins again, with the first boxes and then that fragment. */
    void restart() {
        replayed = firstBoxes.toByteArray();
        replayedTo = 0;
        ending = false;
        ended = false;
    }

    /** Whether it ended because it was asked to. */
    boolean endedAtFragment() {
        return ended;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        for (int got = 1; got > 0 && count < length; count += got) {
            got = readSome(into, offset + count, length - count);
        }
        return count;
    }

    @Override
    public int readSome(byte[] into, int offset, int length) throws IOException {
        if (replayedTo < replayed.length) {
            int count = Math.min(length, replayed.length - replayedTo);
            System.arraycopy(replayed, replayedTo, into, offset, count);
            replayedTo += count;
            return count;
        }
        if (left == 0) {
            beginBox();
        }
        if (ended) {
            return 0;
        }
        int count = input.readSome(into, offset, (int) Math.min(length, left));
        left -= count;
        if (keeping) {
            firstBoxes.write(into, offset, count);
        }
        return count;
    }

    private void beginBox() throws IOException {
        byte[] header = input.peek(HEADER);
        String type = header.length < HEADER ? "" : new String(header, 4, 4, StandardCharsets.ISO_8859_1);
        ended = ending && BEGIN_FRAGMENT.contains(type);
        if (ended) {
            return;
        }
        left = length(header);
        keeping = type.equals("ftyp") || type.equals("moov");
        if (type.equals("ftyp")) {
            firstBoxes.reset();
        }
        if (keeping) {
            keeping = left <= MOST_FIRST_BOXES - firstBoxes.size();
            whole = keeping && type.equals("moov");
        }
    }

    /** What is no length goes to the end. */
    private long length(byte[] header) throws IOException {
        if (header.length < HEADER) {
            return Long.MAX_VALUE;
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt());
        if (length == 1) {
            byte[] longHeader = input.peek(LONG_HEADER);
            length = longHeader.length < LONG_HEADER
                    ? 0
                    : ByteBuffer.wrap(longHeader).getLong(HEADER);
        }
        return length < HEADER ? Long.MAX_VALUE : length;
    }
}
