package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Packets to frames of samples, in one thread. */
final class FrameDecoder implements AutoCloseable {
    interface FrameTaker {
        void accept(AVFrame frame) throws IOException;
    }

    private final AVCodecContext codec;
    private final AVFrame frame = av_frame_alloc();
    private double seconds;
    private long damaged;
    private long decoded;
    private boolean lastDamaged;

    FrameDecoder(AVStream track) throws DecodingException {
        AVCodecParameters parameters = track.codecpar();
        AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
        if (decoder == null
                || decoder.isNull()
                || !Whitelist.decoder(decoder.name().getString())) {
            throw new DecodingException(
                    DecodingError.UNSUPPORTED_FORMAT,
                    parameters.codec_id() == AV_CODEC_ID_NONE
                            ? "codec number %#06x, samples of %d bits"
                                    .formatted(parameters.codec_tag(), parameters.bits_per_coded_sample())
                            : "codec " + avcodec_get_name(parameters.codec_id()).getString());
        }
        codec = avcodec_alloc_context3(decoder);
        int result = avcodec_parameters_to_context(codec, parameters);
        codec.pkt_timebase(track.time_base());
        codec.thread_count(1);
        result = result < 0 ? result : avcodec_open2(codec, decoder, (AVDictionary) null);
        if (result < 0) {
            close();
            Failures.check(result, DecodingError.CORRUPT_AUDIO);
        }
    }

    void decode(AVPacket packet, FrameTaker sink) throws IOException {
        send(packet, sink);
    }

    /** Gives out what the codec still holds. */
    void flush(FrameTaker sink) throws IOException {
        send(null, sink);
    }

    private void send(AVPacket packet, FrameTaker sink) throws IOException {
        int result = avcodec_send_packet(codec, packet);
        while (result >= 0) {
            result = avcodec_receive_frame(codec, frame);
            if (result >= 0 && frame.nb_samples() > 0 && frame.sample_rate() > 0) {
                decoded++;
                seconds += frame.nb_samples() / (double) frame.sample_rate();
                sink.accept(frame);
            }
        }
        Failures.checkMemory(result);
        boolean broken = result != AVERROR_EAGAIN() && result != AVERROR_EOF;
        damaged += broken ? 1 : 0;
        lastDamaged = broken || packet == null && lastDamaged;
    }

    /** Seconds of audio decoded so far, at the source's rate. */
    double seconds() {
        return seconds;
    }

    /** Packets of which nothing could be made. */
    long damaged() {
        return damaged;
    }

    /** Whether nothing could be made of the last packet. */
    boolean lastDamaged() {
        return lastDamaged;
    }

    long decoded() {
        return decoded;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(codec);
    }
}
