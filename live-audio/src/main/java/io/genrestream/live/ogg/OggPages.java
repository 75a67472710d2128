package io.genrestream.live.ogg;

import io.genrestream.live.LiveException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the pages in bytes that come in any pieces. What is in no page, or in one whose sum is wrong, is left out. */
final class OggPages {
    static final int LARGEST = 27 + 255 + 255 * 255;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] CAPTURE = {'O', 'g', 'g', 'S'};
    private static final int FLAGS = 5;
    private static final int BEGINS_STREAM = 2;
    private static final int SERIAL = 14;
    private static final int SUM = 22;
    private static final int SEGMENTS = 26;
    private static final int HEADER = 27;
    private static final byte[] NO_SUM = new byte[Integer.BYTES];

    private final byte[] buffer = new byte[LARGEST];
    private final Pages taker;
    private int filled;

    /** Looks at the page at hand, which is gone when it returns. */
    interface Pages {
        void page(OggPages page) throws LiveException;
    }

    OggPages(Pages taker) {
        this.taker = taker;
    }

    void write(byte[] bytes, int offset, int length) throws LiveException {
        int end = offset + length;
        for (int from = offset; from < end; ) {
            int part = Math.min(end - from, LARGEST - filled);
            System.arraycopy(bytes, from, buffer, filled, part);
            filled += part;
            from += part;
            takePages();
        }
    }

    /** Of the page, its header included. */
    int size() {
        int size = bodyAt();
        for (int i = HEADER; i < bodyAt(); i++) {
            size += buffer[i] & 0xff;
        }
        return size;
    }

    /** Where the page lies, from the beginning; to be read only. */
    byte[] bytes() {
        return buffer;
    }

    int bodyAt() {
        return HEADER + segments();
    }

    int segments() {
        return buffer[SEGMENTS] & 0xff;
    }

    /** @return 0 to 255; a packet goes on in the next segment after 255 */
    int segmentLength(int segment) {
        return buffer[HEADER + segment] & 0xff;
    }

    boolean beginsStream() {
        return (buffer[FLAGS] & BEGINS_STREAM) != 0;
    }

    int serial() {
        return (int) INT.get(buffer, SERIAL);
    }

    private void takePages() throws LiveException {
        while (filled >= HEADER) {
            if (!captured(0)) {
                drop(nextCapture());
            } else if (filled < bodyAt() || filled < size()) {
                return;
            } else if (sound()) {
                taker.page(this);
                drop(size());
            } else {
                drop(nextCapture());
            }
        }
    }

    private boolean sound() {
        int sum = PageSum.of(0, buffer, 0, SUM);
        sum = PageSum.of(sum, NO_SUM, 0, NO_SUM.length);
        sum = PageSum.of(sum, buffer, SEGMENTS, size());
        return sum == (int) INT.get(buffer, SUM);
    }

    /** Behind the first byte; what the buffer ends with may be half of one. */
    private int nextCapture() {
        int at = 1;
        while (at < filled && !captured(at)) {
            at++;
        }
        return at;
    }

    private boolean captured(int at) {
        for (int i = 0; i < CAPTURE.length && at + i < filled; i++) {
            if (buffer[at + i] != CAPTURE[i]) {
                return false;
            }
        }
        // The version, of which there is one.
        return at + CAPTURE.length >= filled || buffer[at + CAPTURE.length] == 0;
    }

    private void drop(int count) {
        filled -= count;
        System.arraycopy(buffer, count, buffer, 0, filled);
    }
}
