package io.genrestream.decoding;

/** A process that decodes a second of silence, and tells how many samples came of it or why no pool starts. */
final class PoolStart {
    private PoolStart() {}

    public static void main(String[] args) throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            System.out.println(
                    "decoded " + Decoded.of(pool, WavFile.silence(22_050, 1)).samples().length);
        } catch (DecodingException e) {
            System.out.println(e.code());
        }
    }
}
