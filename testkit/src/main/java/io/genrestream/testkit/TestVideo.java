package io.genrestream.testkit;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes small mp4 videos of a black picture. */
public final class TestVideo {
    private static final int FRAMES_A_SECOND = 25;

    private TestVideo() {}

    public static byte[] withoutSound() throws IOException {
        return encode(1, null);
    }

    /** With {@link Signal#MUSIC} as aac. */
    public static byte[] withSound(int seconds) throws IOException {
        Path sound = Files.createTempFile("sound", ".m4a");
        try {
            float[] music = Signal.sampled(Signal.MUSIC, 44100, seconds);
            Files.write(sound, new TestEncoder("ipod", "aac", 44100).encode(music, music));
            return encode(seconds, sound);
        } finally {
            Files.delete(sound);
        }
    }

    private static byte[] encode(int seconds, Path sound) throws IOException {
        Path file = Files.createTempFile("video", ".mp4");
        try {
            AVFormatContext format = new AVFormatContext(null);
            check(avformat_alloc_output_context2(format, null, "mp4", null));
            AVCodecContext video = videoTrack(format);
            AVFormatContext source = sound == null ? null : soundTrack(format, sound);
            AVIOContext io = new AVIOContext(null);
            check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
            format.pb(io);
            check(avformat_write_header(format, (AVDictionary) null));
            writeVideo(format, video, seconds * FRAMES_A_SECOND);
            if (source != null) {
                copySound(format, source);
            }
            check(av_write_trailer(format));
            avio_closep(io);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private static AVCodecContext videoTrack(AVFormatContext format) {
        AVCodec encoder = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
        AVCodecContext context = avcodec_alloc_context3(encoder);
        context.width(64).height(64).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(1).den(FRAMES_A_SECOND);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(context, encoder, (AVDictionary) null));
        AVStream stream = avformat_new_stream(format, null);
        check(avcodec_parameters_from_context(stream.codecpar(), context));
        stream.time_base(context.time_base());
        return context;
    }

    private static AVFormatContext soundTrack(AVFormatContext format, Path file) {
        AVFormatContext source = new AVFormatContext(null);
        check(avformat_open_input(source, file.toString(), (AVInputFormat) null, (AVDictionary) null));
        AVStream stream = avformat_new_stream(format, null);
        check(avcodec_parameters_copy(stream.codecpar(), source.streams(0).codecpar()));
        stream.codecpar().codec_tag(0);
        stream.time_base(source.streams(0).time_base());
        return source;
    }

    private static void writeVideo(AVFormatContext format, AVCodecContext context, int frames) {
        AVPacket packet = av_packet_alloc();
        for (int i = 0; i <= frames; i++) {
            AVFrame frame = i == frames ? null : av_frame_alloc();
            if (frame != null) {
                frame.width(64).height(64).format(AV_PIX_FMT_YUV420P).pts(i);
                check(av_frame_get_buffer(frame, 0));
                frame.data(0).limit(64L * frame.linesize(0)).fill(0);
                frame.data(1).limit(32L * frame.linesize(1)).fill(128);
                frame.data(2).limit(32L * frame.linesize(2)).fill(128);
            }
            check(avcodec_send_frame(context, frame));
            while (avcodec_receive_packet(context, packet) >= 0) {
                av_packet_rescale_ts(
                        packet, context.time_base(), format.streams(0).time_base());
                packet.stream_index(0);
                check(av_interleaved_write_frame(format, packet));
            }
        }
    }

    private static void copySound(AVFormatContext format, AVFormatContext source) {
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(source, packet) >= 0) {
            av_packet_rescale_ts(
                    packet, source.streams(0).time_base(), format.streams(1).time_base());
            packet.stream_index(1);
            packet.pos(-1);
            check(av_interleaved_write_frame(format, packet));
        }
        avformat_close_input(source);
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg's result " + result);
        }
    }
}
