package io.genrestream.decoding.worker;

import java.io.IOException;
import java.util.Arrays;

/**
 * Where the first whole frame of mp3 or ADTS begins: a header, and another one of its kind where its frame ends. FFmpeg
 * takes a chance sync word for a header and stops when the frame makes no sense.
 */
final class FrameSync {
    private static final int FIRST_REACH = 512;
    private static final int MOST_REACH = 8 * 1024;
    private static final int HEADER_BYTES = 6;

    private FrameSync() {}

    /** Passes over what is left of a frame; over nothing where no frame begins within 8 KiB. */
    static void skipTo(PeekableInput input) throws IOException {
        for (int reach = FIRST_REACH; reach <= MOST_REACH; reach *= 2) {
            byte[] bytes = input.peek(reach);
            int at = firstFrame(bytes);
            if (at >= 0) {
                input.skip(at);
                return;
            }
            if (bytes.length < reach) {
                return;
            }
        }
    }

    private static int firstFrame(byte[] bytes) {
        for (int at = 0; at + HEADER_BYTES <= bytes.length; at++) {
            int length = lengthAt(bytes, at);
            int next = at + length;
            if (length > HEADER_BYTES
                    && next + HEADER_BYTES <= bytes.length
                    && lengthAt(bytes, next) > HEADER_BYTES
                    && bytes[at + 1] == bytes[next + 1]) {
                return at;
            }
        }
        return -1;
    }

    private static int lengthAt(byte[] bytes, int at) {
        return bytes[at] == -1 ? LastPacket.length(Arrays.copyOfRange(bytes, at, at + HEADER_BYTES)) : 0;
    }
}
