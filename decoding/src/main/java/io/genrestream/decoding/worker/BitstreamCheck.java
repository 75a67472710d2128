package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Finds a compressed stream in the place of samples: what a digital output carries (IEC 61937), a DTS disc, or any
 * other stream of frames, copied as if it were sound. Played as samples it is noise. Looks at the first samples behind
 * the silence at the beginning.
 */
final class BitstreamCheck {
    private static final int WINDOW = 64 * 1024;
    private static final int PROBED_BYTES = 32 * 1024;
    private static final int HEADER_BYTES = 1024;
    private static final int FAIR = 25;
    private static final int SURE = 50;
    /** Mean difference of neighbours, in units of 16 bits: of random words of 14 bits it is 5,461. */
    private static final int ROUGH = 3_000;

    private static final int PREAMBLE_A = 0xf872;
    private static final int PREAMBLE_B = 0x4e1f;
    private static final int KIND = 0x1f;
    /** By IEC 61937-2 and SMPTE 338M. */
    private static final Map<Integer, String> KINDS = Map.ofEntries(
            Map.entry(1, "AC-3"),
            Map.entry(4, "MPEG audio"),
            Map.entry(5, "MPEG audio"),
            Map.entry(6, "MPEG audio"),
            Map.entry(7, "AAC"),
            Map.entry(8, "MPEG audio"),
            Map.entry(9, "MPEG audio"),
            Map.entry(10, "MPEG audio"),
            Map.entry(11, "DTS"),
            Map.entry(12, "DTS"),
            Map.entry(13, "DTS"),
            Map.entry(14, "ATRAC"),
            Map.entry(15, "ATRAC"),
            Map.entry(16, "ATRAC"),
            Map.entry(17, "DTS-HD"),
            Map.entry(18, "WMA Pro"),
            Map.entry(19, "AAC"),
            Map.entry(20, "AAC"),
            Map.entry(21, "E-AC-3"),
            Map.entry(22, "TrueHD"),
            Map.entry(28, "Dolby E"));

    private static final Set<String> STREAMS =
            Set.of("ac3", "eac3", "dts", "dtshd", "mp3", "aac", "loas", "truehd", "mlp", "s337m", "spdif");

    /** Files copied as if they were samples, which begin with their name. */
    private static final Set<String> FILES =
            Set.of("flac", "ogg", "mov", "asf", "matroska", "wv", "tta", "ape", "wav", "w64", "aiff");

    /** Null once they were looked at. */
    private FirstSamples samples = new FirstSamples(WINDOW);

    void check(AVFrame frame) throws DecodingException {
        if (samples == null) {
            return;
        }
        if (!FirstSamples.holds(frame)) {
            samples = null;
            return;
        }
        samples.take(frame);
        if (samples.full()) {
            finish();
        }
    }

    /** Looks at what there is. @throws DecodingException UNSUPPORTED_FORMAT when it is no sound */
    void finish() throws DecodingException {
        if (samples == null) {
            return;
        }
        // Of words of more than 16 bits the upper ones, those of a 24-bit and those of a 20-bit mode.
        for (int shift : samples.deep() ? new int[] {16, 8, 12} : new int[] {16}) {
            refuseBursts(shift, false);
            refuseBursts(shift, true);
        }
        for (boolean turned : new boolean[] {false, true}) {
            refuse(FILES, SURE, HEADER_BYTES, turned);
            if (isRough()) {
                refuse(STREAMS, FAIR, PROBED_BYTES, turned);
            }
        }
        samples = null;
    }

    private int word(int at, int shift, boolean turned) {
        int word = samples.get(at) >>> shift & 0xffff;
        return turned ? turned(word) : word;
    }

    private static int turned(int word) {
        return (word & 0xff) << 8 | word >> 8;
    }

    /** Two bursts are none by chance: each begins with 32 bits of preamble and the kind of what it carries. */
    private void refuseBursts(int shift, boolean turned) throws DecodingException {
        int bursts = 0;
        int first = (turned ? turned(PREAMBLE_A) : PREAMBLE_A) << shift;
        int mask = 0xffff << shift;
        for (int i = 0; i + 2 < samples.count(); i++) {
            if ((samples.get(i) & mask) == first && word(i + 1, shift, turned) == PREAMBLE_B) {
                String kind = KINDS.get(word(i + 2, shift, turned) & KIND);
                bursts += kind == null ? 0 : 1;
                if (bursts == 2) {
                    throw carried(kind);
                }
            }
        }
    }

    /**
     * Whether the samples jump as only noise does: what is compressed looks random, in words of 14 bits too. Spares most
     * music FFmpeg's guess, which costs as much as decoding a second.
     */
    private boolean isRough() {
        int count = Math.min(samples.count(), PROBED_BYTES / 2);
        long jumps = 0;
        for (int i = 1; i < count; i++) {
            jumps += Math.abs((samples.get(i) >> 16) - (samples.get(i - 1) >> 16));
        }
        return jumps >= ROUGH * (long) count;
    }

    private void refuse(Set<String> names, int score, int most, boolean turned) throws DecodingException {
        byte[] bytes = new byte[Math.min(most, 2 * samples.count())];
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            int word = word(i / 2, 16, turned);
            bytes[i] = (byte) word;
            bytes[i + 1] = (byte) (word >> 8);
        }
        Probe probe = Probe.of(bytes);
        for (String name : probe.names()) {
            if (probe.score() >= score && names.contains(name)) {
                throw carried(name);
            }
        }
    }

    private static DecodingException carried(String kind) {
        return new DecodingException(
                DecodingError.UNSUPPORTED_FORMAT, "its samples are no sound but a stream of " + kind);
    }
}
