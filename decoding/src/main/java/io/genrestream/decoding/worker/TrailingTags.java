package io.genrestream.decoding.worker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tags at a file's end, ID3v1 and APE: keeps the last bytes that go by, and looks for them when all have. */
final class TrailingTags implements ByteListener {
    static final int ID3V1_BYTES = 128;
    private static final int LYRICS_END_BYTES = 15;
    /** Where the end of an APE tag is, before all that may follow it. */
    private static final int NEAR_BYTES = 16 * 1024;

    /** Enough for all tags but an APE tag with a picture. */
    private static final int SMALL_BYTES = 64 * 1024;

    private final LastBytes bytes;
    private byte[] last = {};
    private int size;
    private Map<String, List<String>> ape = Map.of();
    private Map<String, List<String>> id3 = Map.of();

    /** @param head the file's first bytes: large APE tags are of mp3 and aac, which begin with a sync word */
    TrailingTags(byte[] head) {
        boolean frames = head.length > 0 && head[0] == -1;
        bytes = new LastBytes(frames ? ApeTag.MOST_BYTES : SMALL_BYTES);
    }

    @Override
    public void see(byte[] next, int offset, int length) {
        bytes.see(next, offset, length);
    }

    /** Reads them, once all bytes were seen. */
    void read() {
        last = bytes.last(NEAR_BYTES);
        if (new String(last, StandardCharsets.ISO_8859_1).contains(ApeTag.MAGIC)) {
            last = bytes.last(ApeTag.MOST_BYTES);
        }
        int end = last.length;
        for (int had = -1; had != end; ) {
            had = end;
            end = takeId3(end);
            end = skipLyrics(end);
            end = takeApe(end);
        }
        size = last.length - end;
    }

    /** Of all of them, in bytes. */
    int size() {
        return size;
    }

    Map<String, List<String>> ape() {
        return ape;
    }

    Map<String, List<String>> id3() {
        return id3;
    }

    private int takeId3(int end) {
        int start = end - ID3V1_BYTES;
        if (!id3.isEmpty() || !is("TAG", start) || is(ApeTag.MAGIC, end - ApeTag.FRAME_BYTES)) {
            return end;
        }
        id3 = Id3Tags.ofVersion1(Arrays.copyOfRange(last, start, end));
        return start;
    }

    /** Lyrics3: their length in six digits and a mark behind. */
    private int skipLyrics(int end) {
        int start = end - LYRICS_END_BYTES;
        if (!is("LYRICS200", end - 9)) {
            return end;
        }
        String digits = new String(last, start, 6, StandardCharsets.ISO_8859_1);
        return digits.matches("\\d{6}") ? Math.max(0, start - Integer.parseInt(digits)) : end;
    }

    private int takeApe(int end) {
        if (!ape.isEmpty() || !ApeTag.endsAt(last, end)) {
            return end;
        }
        ape = ApeTag.readBefore(last, end);
        int start = (int) Math.max(0, end - ApeTag.sizeBefore(last, end));
        return is(ApeTag.MAGIC, start - ApeTag.FRAME_BYTES) ? start - ApeTag.FRAME_BYTES : start;
    }

    private boolean is(String text, int at) {
        return at >= 0
                && at + text.length() <= last.length
                && text.equals(new String(last, at, text.length(), StandardCharsets.ISO_8859_1));
    }
}
