package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The tags in front of the audio, ID3v2 and APEv2, however many: taken off, so that what follows them decides what the
 * file is, whatever their size and whatever the padding behind them.
 */
final class LeadingTags {
    private static final int BLOCK = 4096;

    private final List<byte[]> id3 = new ArrayList<>();
    private final List<byte[]> ape = new ArrayList<>();

    private LeadingTags() {}

    /** @throws DecodingException CORRUPT_AUDIO when the file ends within a tag */
    static LeadingTags takenOff(PeekableInput input) throws IOException {
        LeadingTags tags = new LeadingTags();
        while (tags.takeNext(input)) {
            skipPadding(input);
        }
        return tags;
    }

    /** ID3v2 tags without their pictures. */
    List<byte[]> id3() {
        return id3;
    }

    /** APE tags from the header's beginning on. */
    List<byte[]> ape() {
        return ape;
    }

    boolean any() {
        return !id3.isEmpty() || !ape.isEmpty();
    }

    private boolean takeNext(PeekableInput input) throws IOException {
        byte[] header = input.peek(ApeTag.FRAME_BYTES);
        if (Id3Header.at(header)) {
            id3.add(new Id3Skip(input).take());
            return true;
        }
        if (ApeTag.begins(header)) {
            takeApe(input, header);
            return true;
        }
        return false;
    }

    private void takeApe(PeekableInput input, byte[] header) throws IOException {
        long size = ApeTag.FRAME_BYTES
                + Integer.toUnsignedLong(
                        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(12));
        if (size <= ApeTag.MOST_BYTES) {
            ape.add(input.peek((int) size));
        }
        skipTag(input, size);
    }

    /** @throws DecodingException CORRUPT_AUDIO when the file ends before */
    static void skipTag(PeekableInput input, long size) throws IOException {
        if (input.skip(size) < size) {
            throw new DecodingException(
                    DecodingError.CORRUPT_AUDIO, "the tag at its beginning is said to go beyond the file's end");
        }
    }

    /** Zeros between a tag and what follows; but an mp4 begins with the zeros of its first box's length. */
    private static void skipPadding(PeekableInput input) throws IOException {
        if (zeros(input.peek(1)) == 0) {
            // A live source is not made to wait for more.
            return;
        }
        byte[] next = input.peek(BLOCK);
        int zeros = zeros(next);
        while (zeros == BLOCK) {
            input.skip(BLOCK - Integer.BYTES);
            next = input.peek(BLOCK);
            zeros = zeros(next);
        }
        int box = Math.max(0, zeros - Integer.BYTES + 1);
        while (box < zeros && !Mp4Layout.beginsAt(next, box)) {
            box++;
        }
        input.skip(box);
    }

    /** How many zeros bytes begin with. */
    static int zeros(byte[] bytes) {
        int count = 0;
        while (count < bytes.length && bytes[count] == 0) {
            count++;
        }
        return count;
    }
}
