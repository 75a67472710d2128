package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Tells encrypted audio of an mp4, which would be decoded to noise or look damaged. */
final class Protection {
    /** Of mp4: FairPlay, Common Encryption, Audible, OMA. */
    private static final Set<String> MP4_TAGS = Set.of("drms", "enca", "encv", "aavd", "p608");

    private Protection() {}

    /** @throws DecodingException PROTECTED by what the container says of a track */
    static void refuse(AVCodecParameters track) throws DecodingException {
        int tag = track.codec_tag();
        byte[] name = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(tag)
                .array();
        String text = new String(name, StandardCharsets.ISO_8859_1);
        if (MP4_TAGS.contains(text)) {
            throw new DecodingException(
                    DecodingError.PROTECTED, text.equals("drms") ? "FairPlay" : "encryption of mp4: " + text);
        }
    }

    /** @throws DecodingException PROTECTED by what the container says of a packet */
    static void refuse(AVPacket packet) throws DecodingException {
        for (int i = 0; i < packet.side_data_elems(); i++) {
            if (packet.side_data().getPointer(i).type() == AV_PKT_DATA_ENCRYPTION_INFO) {
                throw new DecodingException(DecodingError.PROTECTED, "Common Encryption");
            }
        }
    }
}
