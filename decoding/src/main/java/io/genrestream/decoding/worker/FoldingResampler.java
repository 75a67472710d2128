package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_set_matrix;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Frames of any rate, layout and sample format to floats of the wanted rate: the channels' mean and difference (see
 * {@link ChannelMix}) for two channels and more, the samples themselves for one. The filter's tail is kept. What already is
 * as it is to be is passed on, which gives the same bits at a fraction of the cost.
 */
final class FoldingResampler implements AutoCloseable {
    private static final int LOWEST_RATE = 1_000;
    private static final int HIGHEST_RATE = 768_000;
    private static final int MOST_CHANNELS = 64;

    private final PhaseGuard sink;
    private final int wantedRate;
    private final AVChannelLayout layout = new AVChannelLayout();
    private final PointerPointer<FloatPointer> planes = new PointerPointer<>(2);
    private SwrContext swr;
    private int format;
    private int rate;
    private boolean configured;
    private boolean formatChanged;
    private FloatPointer[] native32 = {new FloatPointer(), new FloatPointer()};
    private short[] shorts = {};
    private float[][] folded = {new float[0], new float[0]};

    /** @param wantedRate of what is given out (Hz) */
    FoldingResampler(PhaseGuard sink, int wantedRate) {
        this.sink = sink;
        this.wantedRate = wantedRate;
    }

    void accept(AVFrame frame) throws IOException {
        if (!configured
                || frame.format() != format
                || frame.sample_rate() != rate
                || av_channel_layout_compare(frame.ch_layout(), layout) != 0) {
            drain();
            configure(frame);
        }
        if (swr == null) {
            pass(frame);
        } else {
            convert(frame.extended_data(), frame.nb_samples());
        }
    }

    /** Gives out the tail that the filter still holds. */
    void flush() throws IOException {
        drain();
        sink.flush();
    }

    /** Whether the source's rate, channels or sample format changed on the way. */
    boolean formatChanged() {
        return formatChanged;
    }

    /** Of the last frames (Hz); 0 before the first. */
    int rate() {
        return rate;
    }

    /** Of the last frames (count). */
    int channels() {
        return layout.nb_channels();
    }

    private void drain() throws IOException {
        if (swr != null) {
            while (convert(null, 0) > 0) {}
            swr_free(swr);
            swr = null;
        }
    }

    private void configure(AVFrame frame) throws DecodingException {
        rate = frame.sample_rate();
        format = frame.format();
        av_channel_layout_copy(layout, frame.ch_layout());
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE || layout.nb_channels() > MOST_CHANNELS) {
            throw new DecodingException(
                    DecodingError.UNSUPPORTED_FORMAT,
                    rate + " samples a second, " + layout.nb_channels() + " channels");
        }
        formatChanged = configured;
        configured = true;
        if (rate == wantedRate && format == AV_SAMPLE_FMT_S16 && layout.nb_channels() == 1) {
            return;
        }
        int rows = layout.nb_channels() == 1 ? 1 : 2;
        swr = new SwrContext(null);
        try (AVChannelLayout out = new AVChannelLayout()) {
            av_channel_layout_default(out, rows);
            Failures.check(
                    swr_alloc_set_opts2(swr, out, AV_SAMPLE_FMT_FLTP, wantedRate, layout, format, rate, 0, null),
                    DecodingError.UNSUPPORTED_FORMAT);
        }
        // Integers are not mixed and filtered as integers, whose sums wrap and whose taps are coarse.
        av_opt_set_int(swr, "internal_sample_fmt", AV_SAMPLE_FMT_FLTP, 0);
        if (rows == 2) {
            Failures.check(
                    swr_set_matrix(swr, ChannelMix.of(layout).matrix(), layout.nb_channels()),
                    DecodingError.UNSUPPORTED_FORMAT);
        }
        Failures.check(swr_init(swr), DecodingError.UNSUPPORTED_FORMAT);
    }

    private void pass(AVFrame frame) throws IOException {
        int count = frame.nb_samples();
        shorts = shorts.length < count ? new short[count] : shorts;
        new ShortPointer(frame.data(0)).get(shorts, 0, count);
        sink.accept(shorts, count);
    }

    private int convert(PointerPointer<?> samples, int count) throws IOException {
        int room = Math.max(swr_get_out_samples(swr, count), 256);
        reserve(room);
        int got = swr_convert(swr, planes, room, samples, count);
        Failures.check(got, DecodingError.CORRUPT_AUDIO);
        if (got > 0) {
            boolean alone = layout.nb_channels() == 1;
            native32[0].get(folded[0], 0, got);
            if (!alone) {
                native32[1].get(folded[1], 0, got);
            }
            sink.accept(folded[0], alone ? null : folded[1], got);
        }
        return got;
    }

    private void reserve(int samples) {
        if (folded[0].length >= samples) {
            return;
        }
        folded = new float[2][samples];
        for (int i = 0; i < 2; i++) {
            native32[i].close();
            native32[i] = new FloatPointer(samples);
            planes.put(i, native32[i]);
        }
    }

    @Override
    public void close() {
        if (swr != null) {
            swr_free(swr);
        }
        av_channel_layout_uninit(layout);
        layout.close();
        planes.close();
        native32[0].close();
        native32[1].close();
    }
}
