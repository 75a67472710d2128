package io.genrestream.live.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.live.SongTitle;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** The title in a block of metadata such as {@code StreamTitle='Artist - Song';StreamUrl='';}. */
final class IcyTitle {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String BEGIN = "StreamTitle='";
    /** A quote alone may be an apostrophe of the title. */
    private static final String END = "';";

    private IcyTitle() {}

    /**
     * Whether it can be metadata at all: the station's bytes are out of step otherwise, and audio stands here.
     *
     * @param length without the zeros behind it
     */
    static boolean isMetadata(byte[] block, int length) {
        return Sniffer.isText(block, length) && new String(block, 0, length, ISO_8859_1).contains("='");
    }

    /**
     * The title in it.
     *
     * @param charset of what is not UTF-8; null for windows-1252
     * @return null for none
     */
    static String in(byte[] block, int length, Charset charset) {
        // One character a byte, so that places in the text are places in the block.
        String text = new String(block, 0, length, ISO_8859_1);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        if (begin < BEGIN.length()) {
            return null;
        }
        int end = text.indexOf(END, begin);
        if (end < 0) {
            // Cut off by the station.
            end = text.endsWith("'") && length > begin ? length - 1 : length;
        }
        return SongTitle.of(null, HtmlEntities.decode(decode(block, begin, end - begin, charset)));
    }

    private static String decode(byte[] block, int offset, int length, Charset charset) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(block, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(block, offset, length, charset == null ? WINDOWS_1252 : charset);
        }
    }
}
