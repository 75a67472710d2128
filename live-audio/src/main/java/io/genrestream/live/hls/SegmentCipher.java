package io.genrestream.live.hls;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts what is encrypted by METHOD=AES-128. */
final class SegmentCipher {
    static final int KEY_BYTES = 16;

    private SegmentCipher() {}

    /**
     * @param vector of initialization, 32 hexadecimal digits; null: the sequence number
     * @throws LiveException SOURCE_NOT_AUDIO when it does not fit the key
     */
    static byte[] decrypt(byte[] bytes, byte[] key, String vector, long sequence) throws LiveException {
        try {
            byte[] start = vector == null
                    ? ByteBuffer.allocate(KEY_BYTES)
                            .putLong(Long.BYTES, sequence)
                            .array()
                    : HexFormat.of().parseHex(vector);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "a segment cannot be decrypted", 0, e);
        }
    }
}
