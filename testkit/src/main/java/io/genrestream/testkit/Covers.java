package io.genrestream.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Puts an ID3 tag with a picture before an mp3, in the place of the tag it has. */
public final class Covers {
    private Covers() {}

    public static byte[] before(byte[] mp3, int pictureBytes) {
        byte[] picture = new byte[pictureBytes];
        new Random(1).nextBytes(picture);
        byte[] mime = "\0image/jpeg\0\3\0".getBytes(StandardCharsets.ISO_8859_1);
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {'A', 'P', 'I', 'C'});
        frame.writeBytes(
                ByteBuffer.allocate(4).putInt(mime.length + picture.length).array());
        frame.writeBytes(new byte[2]);
        frame.writeBytes(mime);
        frame.writeBytes(picture);
        int size = frame.size();
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {
            'I',
            'D',
            '3',
            3,
            0,
            0,
            (byte) (size >> 21 & 0x7f),
            (byte) (size >> 14 & 0x7f),
            (byte) (size >> 7 & 0x7f),
            (byte) (size & 0x7f)
        });
        file.writeBytes(frame.toByteArray());
        int oldTag = mp3[0] == 'I' ? 10 + (mp3[8] & 0x7f) * 128 + (mp3[9] & 0x7f) : 0;
        file.write(mp3, oldTag, mp3.length - oldTag);
        return file.toByteArray();
    }
}
