package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Passes over one ID3v2 tag, frame by frame, and keeps the frames that are passed on, which are small: a cover is never held. A tag
 * may claim more than it has: where its frames and padding have ended and audio begins, it is over.
 */
final class Id3Skip {
    private static final int BLOCK = 4096;
    private static final int TEXT_BYTES = 64 * 1024;
    private static final int ALL_TEXT_BYTES = 256 * 1024;

    private final PeekableInput input;
    private final Id3Header header;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    /** Bytes of the tag that are still to come. */
    private long left;

    Id3Skip(PeekableInput input) throws IOException {
        this.input = input;
        this.header = Id3Header.of(input.peek(Id3Header.BYTES));
        this.left = header.size();
    }

    /**
     * @return a tag of the same version, of those frames alone
     * @throws DecodingException CORRUPT_AUDIO when the file ends within the tag
     */
    byte[] take() throws IOException {
        input.skip(Id3Header.BYTES);
        skipExtendedHeader();
        while (takeFrame()) {}
        skipPadding();
        if (left > 0 && !Probe.beginsAudio(input.peek(Probe.BYTES))) {
            LeadingTags.skipTag(input, left);
        }
        return tagOfText();
    }

    private void skipExtendedHeader() throws IOException {
        if (header.extended()) {
            byte[] size = next(Integer.BYTES);
            // ID3v2.4 counts the number itself, and in seven bits a byte.
            skip(header.version() < 4 ? bigEndian(size, 0, size.length) : Id3Header.sevenBits(size, 0) - size.length);
        }
    }

    private boolean takeFrame() throws IOException {
        int idBytes = header.version() == 2 ? 3 : 4;
        int headerBytes = header.version() == 2 ? 6 : 10;
        byte[] ahead = input.peek(headerBytes);
        if (left < headerBytes || ahead.length < headerBytes || !isId(ahead, idBytes)) {
            return false;
        }
        long size = header.version() < 4
                ? bigEndian(ahead, idBytes, idBytes)
                : Integer.toUnsignedLong(Id3Header.sevenBits(ahead, idBytes));
        if (headerBytes + size > left) {
            return false;
        }
        String id = new String(ahead, 0, idBytes, StandardCharsets.ISO_8859_1);
        boolean kept =
                Id3Tags.reads(id) && !isPacked(ahead) && size <= TEXT_BYTES && text.size() + size <= ALL_TEXT_BYTES;
        byte[] frameHeader = next(headerBytes);
        if (kept) {
            text.writeBytes(frameHeader);
            text.writeBytes(next((int) size));
        } else {
            skip(size);
        }
        return true;
    }

    /** Whether a frame is compressed or encrypted: no text is, and unpacking could take any memory. */
    private boolean isPacked(byte[] frame) {
        return switch (header.version()) {
            case 2 -> false;
            case 3 -> (frame[9] & 0xc0) != 0;
            default -> (frame[9] & 0x0c) != 0;
        };
    }

    private void skipPadding() throws IOException {
        int zeros;
        do {
            zeros = LeadingTags.zeros(input.peek((int) Math.min(left, BLOCK)));
            left -= input.skip(zeros);
        } while (zeros == BLOCK);
    }

    private byte[] next(int count) throws IOException {
        byte[] bytes = new byte[count];
        if (!header.stuffed()) {
            left -= input.read(bytes, 0, count);
            return bytes;
        }
        byte[] one = new byte[1];
        for (int i = 0; i < count && left > 0; i++) {
            left -= input.read(one, 0, 1);
            bytes[i] = one[0];
            if (one[0] == -1 && left > 0 && isZero(input.peek(1))) {
                left -= input.skip(1);
            }
        }
        return bytes;
    }

    private void skip(long count) throws IOException {
        if (!header.stuffed()) {
            left -= input.skip(Math.clamp(count, 0, left));
            return;
        }
        for (long done = 0; done < count && left > 0; ) {
            int part = (int) Math.min(count - done, TEXT_BYTES);
            next(part);
            done += part;
        }
    }

    private byte[] tagOfText() {
        int size = text.size();
        byte[] tag = new byte[Id3Header.BYTES + size];
        tag[0] = 'I';
        tag[1] = 'D';
        tag[2] = '3';
        tag[3] = (byte) header.version();
        tag[5] = (byte) header.flagsOfFramesAlone();
        for (int i = 0; i < 4; i++) {
            tag[6 + i] = (byte) (size >> 7 * (3 - i) & 0x7f);
        }
        System.arraycopy(text.toByteArray(), 0, tag, Id3Header.BYTES, size);
        return tag;
    }

    private static boolean isZero(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 0;
    }

    private static boolean isId(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            boolean digit = bytes[i] >= '0' && bytes[i] <= '9';
            if (!digit && (bytes[i] < 'A' || bytes[i] > 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static long bigEndian(byte[] bytes, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
