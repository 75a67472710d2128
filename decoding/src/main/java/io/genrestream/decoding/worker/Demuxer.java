package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** A container of the whitelist and the packets of its best audio track. */
final class Demuxer implements AutoCloseable {
    private final NativeInput input;
    private final AVFormatContext format;
    private final AVStream audio;
    private boolean endedEarly;

    private Demuxer(NativeInput input, AVFormatContext format) throws IOException {
        this.input = input;
        this.format = format;
        try {
            if (plainSamples()) {
                // To search 32 packets for DTS takes seven times as long as decoding half a minute.
                format.probesize(1);
            }
            Failures.check(avformat_find_stream_info(format, (AVDictionary) null), DecodingError.CORRUPT_AUDIO);
            input.rethrow();
            this.audio = format.streams(bestAudio());
        } catch (IOException e) {
            avformat_close_input(format);
            throw e;
        }
    }

    /** @param head the file's first bytes, to say what it is when it cannot be opened */
    static Demuxer open(NativeInput input, byte[] head) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        format.pb(input.context());
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "format_whitelist", Whitelist.containers(), 0);
        // Names no protocol: whatever a container refers to cannot be opened.
        av_dict_set(options, "protocol_whitelist", "none", 0);
        AVInputFormat known = Id3Tag.longerThanProbe(head) ? av_find_input_format("mp3") : null;
        int opened = avformat_open_input(format, (String) null, known, options);
        av_dict_free(options);
        input.rethrow();
        if (opened < 0) {
            throw Failures.unopened(opened, head);
        }
        return new Demuxer(input, format);
    }

    /** Whether it is a wav file of one channel of 16 bits. In two channels DTS may hide, which FFmpeg looks for. */
    private boolean plainSamples() {
        if (!container().equals("wav") || format.nb_streams() != 1) {
            return false;
        }
        var parameters = format.streams(0).codecpar();
        return parameters.codec_id() == AV_CODEC_ID_PCM_S16LE
                && parameters.ch_layout().nb_channels() == 1;
    }

    private int bestAudio() throws DecodingException {
        int best = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        boolean hasAudio = false;
        for (int i = 0; i < format.nb_streams(); i++) {
            hasAudio |= format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
            if (i != best) {
                format.streams(i).discard(AVDISCARD_ALL);
            }
        }
        if (best < 0) {
            throw hasAudio
                    ? new DecodingException(DecodingError.CORRUPT_AUDIO, "no rate or channels in the audio track")
                    : new DecodingException(DecodingError.NO_AUDIO_TRACK, container());
        }
        return best;
    }

    AVStream audio() {
        return audio;
    }

    /** @return false when there are no more packets */
    boolean read(AVPacket packet) throws IOException {
        int result = av_read_frame(format, packet);
        input.rethrow();
        if (result < 0) {
            Failures.checkMemory(result);
            endedEarly = result != AVERROR_EOF;
            return false;
        }
        return true;
    }

    /** Whether reading stopped at damage, not at the end. */
    boolean endedEarly() {
        return endedEarly;
    }

    /** Length in seconds by the file's header, where it has one. */
    OptionalDouble promisedSeconds() {
        if (format.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
            return OptionalDouble.empty();
        }
        if (audio.duration() != AV_NOPTS_VALUE && audio.duration() > 0) {
            return OptionalDouble.of(audio.duration() * av_q2d(audio.time_base()));
        }
        boolean alone = format.nb_streams() == 1;
        return alone && format.duration() != AV_NOPTS_VALUE && format.duration() > 0
                ? OptionalDouble.of(format.duration() / (double) AV_TIME_BASE)
                : OptionalDouble.empty();
    }

    String container() {
        String names = format.iformat().name().getString();
        return names.startsWith("mov,") ? "mp4" : names.split(",", 2)[0];
    }

    Map<String, String> tags() {
        return Tags.of(format.metadata(), audio.metadata());
    }

    @Override
    public void close() {
        avformat_close_input(format);
    }
}
