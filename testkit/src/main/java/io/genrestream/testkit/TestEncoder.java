package io.genrestream.testkit;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swresample.*;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes audio files in memory with the same libraries that read them. */
public final class TestEncoder {
    private static final int PCM_FRAME = 4096;

    private final String container;
    private final String codec;
    private final int rate;
    private long bitRate = 64_000;
    private int packetSamples;
    private final Map<String, String> tags = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();

    public TestEncoder(String container, String codec, int rate) {
        this.container = container;
        this.codec = codec;
        this.rate = rate;
    }

    public TestEncoder tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    /** Bits a second of each channel, for codecs that take it; 64,000 unless set. */
    public TestEncoder bitRate(long bits) {
        bitRate = bits;
        return this;
    }

    /** Samples of a packet, for codecs that leave the choice; the codec's own unless set. */
    public TestEncoder packetSamples(int samples) {
        packetSamples = samples;
        return this;
    }

    /** An option of the container's writer. */
    public TestEncoder option(String key, String value) {
        options.put(key, value);
        return this;
    }

    /** @param channels samples of each channel, in FFmpeg's default order for that many */
    public byte[] encode(float[]... channels) {
        av_log_set_level(AV_LOG_ERROR);
        AVFormatContext format = new AVFormatContext(null);
        check(avformat_alloc_output_context2(format, null, container, null));
        AVCodec encoder = avcodec_find_encoder_by_name(codec);
        AVCodecContext context = avcodec_alloc_context3(encoder);
        context.sample_rate(rate).bit_rate(bitRate * channels.length).strict_std_compliance(-2);
        context.frame_size(packetSamples);
        context.sample_fmt(encoder.sample_fmts().get());
        av_channel_layout_default(context.ch_layout(), channels.length);
        if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(avcodec_open2(context, encoder, (AVDictionary) null));
        AVStream stream = avformat_new_stream(format, null);
        check(avcodec_parameters_from_context(stream.codecpar(), context));
        stream.time_base().num(1).den(rate);
        tags.forEach((key, value) -> av_dict_set(metadata(format), key, value, 0));

        PointerPointer<AVIOContext> buffer = new PointerPointer<>(1);
        check(avio_open_dyn_buf(buffer));
        format.pb(new AVIOContext(buffer.get()));
        AVDictionary writing = new AVDictionary(null);
        options.forEach((key, value) -> av_dict_set(writing, key, value, 0));
        check(avformat_write_header(format, writing));
        encodeFrames(format, context, channels);
        check(av_write_trailer(format));

        BytePointer bytes = new BytePointer((BytePointer) null);
        // Before closing, which would cut the end off where the container's writer last wrote its header anew.
        byte[] file = new byte[avio_get_dyn_buf(format.pb(), bytes)];
        bytes.get(file);
        avio_close_dyn_buf(format.pb(), bytes);
        av_free(bytes);
        avcodec_free_context(context);
        avformat_free_context(format);
        return file;
    }

    private static AVDictionary metadata(AVFormatContext format) {
        AVDictionary had = format.metadata();
        AVDictionary tags = had == null ? new AVDictionary(null) : had;
        // The first entry makes the dictionary, whose address the container has to know.
        av_dict_set(tags, "encoded_by", "test", 0);
        format.metadata(tags);
        return tags;
    }

    private static void encodeFrames(AVFormatContext format, AVCodecContext context, float[][] channels) {
        int frameSize = context.frame_size() > 0 ? context.frame_size() : PCM_FRAME;
        SwrContext converter = new SwrContext(null);
        AVChannelLayout layout = context.ch_layout();
        check(swr_alloc_set_opts2(
                converter,
                layout,
                context.sample_fmt(),
                context.sample_rate(),
                layout,
                AV_SAMPLE_FMT_FLTP,
                context.sample_rate(),
                0,
                null));
        check(swr_init(converter));
        for (int from = 0; from < channels[0].length; from += frameSize) {
            int count = Math.min(frameSize, channels[0].length - from);
            AVFrame frame = av_frame_alloc();
            frame.nb_samples(count)
                    .format(context.sample_fmt())
                    .sample_rate(context.sample_rate())
                    .pts(from);
            av_channel_layout_copy(frame.ch_layout(), layout);
            check(av_frame_get_buffer(frame, 0));
            PointerPointer<FloatPointer> planes = new PointerPointer<>(channels.length);
            for (int c = 0; c < channels.length; c++) {
                planes.put(c, new FloatPointer(count).put(channels[c], from, count));
            }
            check(swr_convert(converter, frame.extended_data(), count, planes, count));
            check(avcodec_send_frame(context, frame));
            av_frame_free(frame);
            writePackets(format, context);
        }
        check(avcodec_send_frame(context, null));
        writePackets(format, context);
        swr_free(converter);
    }

    private static void writePackets(AVFormatContext format, AVCodecContext context) {
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(context, packet) >= 0) {
            av_packet_rescale_ts(packet, context.time_base(), format.streams(0).time_base());
            packet.stream_index(0);
            check(av_interleaved_write_frame(format, packet));
        }
        av_packet_free(packet);
    }

    private static void check(int result) {
        if (result < 0) {
            byte[] text = new byte[128];
            av_strerror(result, text, text.length);
            throw new IllegalStateException(
                    "FFmpeg: " + new String(text, java.nio.charset.StandardCharsets.UTF_8).trim());
        }
    }
}
