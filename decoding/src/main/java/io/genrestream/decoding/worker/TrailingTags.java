package io.genrestream.decoding.worker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tags at a file's end, ID3v1 and APE: keeps the last bytes that go by, and looks for them when all have. */
final class TrailingTags implements ByteWatcher {
    private static final int ID3V1_BYTES = 128;
    private static final int LYRICS_END_BYTES = 15;
    private static final int MOST_BYTES = ApeTag.MOST_BYTES + 4096;

    private byte[] last = new byte[16 * 1024];
    private int size;
    private Map<String, List<String>> ape = Map.of();
    private Map<String, List<String>> id3 = Map.of();

    @Override
    public void see(byte[] bytes, int offset, int length) {
        int kept = Math.min(length, MOST_BYTES);
        if (size + kept > last.length) {
            makeRoom(kept);
        }
        System.arraycopy(bytes, offset + length - kept, last, size, kept);
        size += kept;
    }

    private void makeRoom(int wanted) {
        int stays = Math.min(size, MOST_BYTES - wanted);
        // Twice the room, so that the bytes are moved only once in a while.
        byte[] roomier = new byte[Math.max(last.length, Math.min(2 * MOST_BYTES, 2 * (stays + wanted)))];
        System.arraycopy(last, size - stays, roomier, 0, stays);
        last = roomier;
        size = stays;
    }

    /** Reads them, once all bytes were seen. */
    void read() {
        int end = size;
        for (int before = -1; before != end; ) {
            before = end;
            end = takeId3(end);
            end = skipLyrics(end);
            end = takeApe(end);
        }
    }

    Map<String, List<String>> ape() {
        return ape;
    }

    Map<String, List<String>> id3() {
        return id3;
    }

    private int takeId3(int end) {
        int start = end - ID3V1_BYTES;
        if (!id3.isEmpty() || !is("TAG", start) || is("APETAGEX", end - ApeTag.FRAME_BYTES)) {
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
        return is("APETAGEX", start - ApeTag.FRAME_BYTES) ? start - ApeTag.FRAME_BYTES : start;
    }

    private boolean is(String text, int at) {
        return at >= 0
                && at + text.length() <= size
                && text.equals(new String(last, at, text.length(), StandardCharsets.ISO_8859_1));
    }
}
