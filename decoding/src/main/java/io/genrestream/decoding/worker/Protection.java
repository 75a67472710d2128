package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Tells encrypted audio, which would be decoded to noise or look damaged. */
final class Protection {
    /** Of mp4: FairPlay, Common Encryption, Audible, OMA. */
    private static final Set<String> MP4_TAGS = Set.of("drms", "enca", "encv", "aavd", "p608");

    private static final String ASF = hex("3026b2758e66cf11a6d900aa0062ce6c");
    /** Objects of an asf header that only encrypted files have. */
    private static final Map<String, String> ASF_OBJECTS = Map.of(
            hex("fbb3112223bdd211b4b700a0c955fc6e"), "Windows Media DRM",
            hex("14e68a292226174cb935dae07ee9289c"), "Windows Media DRM",
            hex("338505438169e6499b74ad12cb86d58c"), "PlayReady");

    private Protection() {}

    private static String hex(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.ISO_8859_1);
    }

    /** @throws DecodingException PROTECTED by the header of an asf file (wma) */
    static void refuseAsf(PeekableInput input) throws IOException {
        byte[] start = input.peek(24);
        if (start.length < 24 || !new String(start, 0, 16, StandardCharsets.ISO_8859_1).equals(ASF)) {
            return;
        }
        long size = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong(16);
        byte[] bytes = input.peek((int) Math.clamp(size, 24, 1 << 20));
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        // The header's objects, each with its id and length, come behind 30 bytes.
        for (long at = 30; at + 24 <= bytes.length; ) {
            String system = ASF_OBJECTS.get(new String(bytes, (int) at, 16, StandardCharsets.ISO_8859_1));
            if (system != null) {
                throw new DecodingException(DecodingError.PROTECTED, system);
            }
            at += Math.max(24, Math.min(fields.getLong((int) at + 16), bytes.length));
        }
    }

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
