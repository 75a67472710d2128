package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32P;
import static org.bytedeco.ffmpeg.global.avutil.av_get_planar_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Finds a compressed stream in the place of samples: what a digital output carries (IEC 61937), a DTS disc, or any
 * other stream of frames, copied as if it were sound. Played as samples it is noise. Looks at the first samples behind
 * the silence at the beginning.
 */
final class BitstreamCheck {
    private static final int WINDOW = 64 * 1024;
    private static final int PROBED_BYTES = 32 * 1024;
    private static final int FAIR = 25;
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

    /** Samples of 32 bits, channels interleaved; null once they were looked at. */
    private int[] samples = new int[WINDOW];

    private int filled;
    private boolean deep;

    void check(AVFrame frame) throws DecodingException {
        if (samples == null) {
            return;
        }
        int planar = av_get_planar_sample_fmt(frame.format());
        if (planar != AV_SAMPLE_FMT_S16P && planar != AV_SAMPLE_FMT_S32P) {
            samples = null;
            return;
        }
        deep = planar == AV_SAMPLE_FMT_S32P;
        take(frame);
        if (filled == WINDOW) {
            finish();
        }
    }

    /** Looks at what there is. @throws DecodingException UNSUPPORTED_FORMAT when it is no sound */
    void finish() throws DecodingException {
        if (samples == null) {
            return;
        }
        // Of words of more than 16 bits the upper ones, those of a 24-bit and those of a 20-bit mode.
        for (int shift : deep ? new int[] {16, 8, 12} : new int[] {16}) {
            refuseBursts(shift, false);
            refuseBursts(shift, true);
        }
        if (isRough()) {
            refuseFrames(false);
            refuseFrames(true);
        }
        samples = null;
    }

    private void take(AVFrame frame) {
        int channels = frame.ch_layout().nb_channels();
        int planes = av_sample_fmt_is_planar(frame.format()) != 0 ? channels : 1;
        int[] block = new int[frame.nb_samples() * channels];
        for (int plane = 0; plane < planes; plane++) {
            takePlane(frame, plane, planes, block);
        }
        int from = 0;
        while (filled == 0 && from < block.length && block[from] == 0) {
            from++;
        }
        int taken = Math.min(block.length - from, WINDOW - filled);
        System.arraycopy(block, from, samples, filled, taken);
        filled += taken;
    }

    private void takePlane(AVFrame frame, int plane, int step, int[] into) {
        int count = into.length / step;
        if (deep) {
            int[] wide = new int[count];
            new IntPointer(frame.extended_data(plane)).get(wide, 0, count);
            for (int i = 0; i < count; i++) {
                into[i * step + plane] = wide[i];
            }
        } else {
            short[] narrow = new short[count];
            new ShortPointer(frame.extended_data(plane)).get(narrow, 0, count);
            for (int i = 0; i < count; i++) {
                into[i * step + plane] = narrow[i] << 16;
            }
        }
    }

    private int word(int at, int shift, boolean turned) {
        int word = samples[at] >>> shift & 0xffff;
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
        for (int i = 0; i + 2 < filled; i++) {
            if ((samples[i] & mask) == first && word(i + 1, shift, turned) == PREAMBLE_B) {
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
        int count = Math.min(filled, PROBED_BYTES / 2);
        long jumps = 0;
        for (int i = 1; i < count; i++) {
            jumps += Math.abs((samples[i] >> 16) - (samples[i - 1] >> 16));
        }
        return jumps >= ROUGH * (long) count;
    }

    private void refuseFrames(boolean turned) throws DecodingException {
        byte[] bytes = new byte[Math.min(PROBED_BYTES, 2 * filled)];
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            int word = word(i / 2, 16, turned);
            bytes[i] = (byte) word;
            bytes[i + 1] = (byte) (word >> 8);
        }
        Probe probe = Probe.of(bytes);
        if (probe.score() >= FAIR) {
            for (String name : probe.names()) {
                if (STREAMS.contains(name)) {
                    throw carried(name);
                }
            }
        }
    }

    private static DecodingException carried(String kind) {
        return new DecodingException(
                DecodingError.UNSUPPORTED_FORMAT, "its samples are no sound but a stream of " + kind);
    }
}
