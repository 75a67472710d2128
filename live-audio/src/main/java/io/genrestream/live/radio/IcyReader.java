package io.genrestream.live.radio;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Takes the metadata out from between the audio of a Shoutcast or Icecast stream. */
final class IcyReader {
    private static final int UNIT = 16;

    private final InputStream in;
    private final int metaint;
    private final Charset charset;
    private final byte[] block = new byte[255 * UNIT];
    private int untilBlock;
    private String title;
    private boolean changed;

    /**
     * @param metaint bytes of audio between two blocks; 0 when there is no metadata
     * @param charset of titles that are not UTF-8; null for windows-1252
     */
    IcyReader(InputStream in, int metaint, Charset charset) {
        this.in = in;
        this.metaint = metaint;
        this.charset = charset;
        untilBlock = metaint;
    }

    /**
     * Audio up to the next metadata.
     *
     * @return -1 at the end
     * @throws LiveException {@link LiveError#TITLES_DAMAGED} when something else stands where metadata should
     */
    int read(byte[] into, int offset, int length) throws IOException {
        if (metaint == 0) {
            return in.read(into, offset, length);
        }
        if (untilBlock == 0) {
            if (!readBlock()) {
                return -1;
            }
            untilBlock = metaint;
        }
        int read = in.read(into, offset, Math.min(length, untilBlock));
        untilBlock -= Math.max(0, read);
        return read;
    }

    /** The title before the bytes that were read last, if it is another than was asked for last; else null. */
    String newTitle() {
        if (!changed) {
            return null;
        }
        changed = false;
        return title;
    }

    private boolean readBlock() throws IOException {
        if (in.readNBytes(block, 0, 1) < 1) {
            return false;
        }
        int size = (block[0] & 0xFF) * UNIT;
        if (in.readNBytes(block, 0, size) < size) {
            return false;
        }
        int length = size;
        while (length > 0 && block[length - 1] == 0) {
            length--;
        }
        if (length > 0) {
            take(length);
        }
        return true;
    }

    private void take(int length) throws LiveException {
        if (!IcyTitle.isMetadata(block, length)) {
            throw new LiveException(LiveError.TITLES_DAMAGED, "");
        }
        String now = IcyTitle.in(block, length, charset);
        if (now != null && !now.equals(title)) {
            title = now;
            changed = true;
        }
    }
}
