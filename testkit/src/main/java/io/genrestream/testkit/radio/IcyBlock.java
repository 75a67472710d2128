package io.genrestream.testkit.radio;

import java.nio.charset.Charset;

/** Metadata as it stands between the audio of a Shoutcast or Icecast stream: a length in units of 16 bytes, and text. */
final class IcyBlock {
    static final byte[] EMPTY = {0};

    private static final int UNIT = 16;
    private static final int LONGEST = 255 * UNIT;

    private IcyBlock() {}

    static byte[] ofTitle(String title, Charset charset) {
        return of(("StreamTitle='" + title + "';StreamUrl='';").getBytes(charset));
    }

    static byte[] of(byte[] text) {
        if (text.length > LONGEST) {
            throw new IllegalArgumentException("no block holds " + text.length + " bytes");
        }
        int units = (text.length + UNIT - 1) / UNIT;
        byte[] block = new byte[1 + units * UNIT];
        block[0] = (byte) units;
        System.arraycopy(text, 0, block, 1, text.length);
        return block;
    }
}
