package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_F32BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_F32LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_F64BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_F64LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S24BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S24LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S32BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S32LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S64BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S64LE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.LiveFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** A container of the whitelist and the packets of one of its audio tracks. */
final class Demuxer implements AutoCloseable {
    private static final int MOST_DAMAGED = 1000;

    private final NativeInput input;
    private final AVFormatContext format;
    private final TrackChoice track;
    private boolean endedEarly;

    private Demuxer(NativeInput input, AVFormatContext format, boolean bigEndianSamples) throws IOException {
        this.input = input;
        this.format = format;
        try {
            if (bigEndianSamples) {
                turnSamples();
            }
            if (cannotHideDts()) {
                // To search 32 packets for DTS takes seven times as long as decoding half a minute.
                format.probesize(1);
            }
            Failures.check(avformat_find_stream_info(format, (AVDictionary) null), DecodingError.CORRUPT_AUDIO);
            input.rethrow();
            this.track = TrackChoice.of(format, container());
            Protection.refuse(audio().codecpar());
            ignoreOtherTracks();
            input.probed();
        } catch (IOException e) {
            avformat_close_input(format);
            throw e;
        }
    }

    /**
     * @param head the file's first bytes, to say what it is when it cannot be opened
     * @param bigEndianSamples a wav whose samples begin with their highest byte, which its header does not say
     */
    static Demuxer open(NativeInput input, byte[] head, boolean bigEndianSamples) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        int opened = open(format, input, null, Map.of("format_whitelist", Whitelist.containers()));
        if (opened < 0) {
            throw Failures.unopened(opened, head);
        }
        return new Demuxer(input, format, bigEndianSamples);
    }

    /**
     * Finds out as little as it can, so that samples come soon.
     *
     * @param head the first bytes, to say what it is when it cannot be opened
     */
    static Demuxer openLive(NativeInput input, LiveFormat known, byte[] head) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        int opened = open(format, input, LiveDemuxers.of(known), LiveDemuxers.options(known));
        if (opened < 0) {
            throw known == LiveFormat.UNKNOWN
                    ? Failures.unopened(opened, head)
                    : Failures.damaged(opened, known.name());
        }
        return new Demuxer(input, format, false);
    }

    /** @throws DecodingException CORRUPT_AUDIO for a rate or channels that there are not */
    static Demuxer openSamples(NativeInput input, WaveHeader.Samples samples) throws IOException {
        AVFormatContext format = avformat_alloc_context();
        int opened = open(format, input, LiveDemuxers.ofSamples(), LiveDemuxers.options(samples));
        Failures.check(opened, DecodingError.CORRUPT_AUDIO);
        return new Demuxer(input, format, false);
    }

    private static int open(
            AVFormatContext format, NativeInput input, AVInputFormat known, Map<String, String> settings)
            throws IOException {
        format.pb(input.context());
        AVDictionary options = new AVDictionary(null);
        settings.forEach((name, value) -> av_dict_set(options, name, value, 0));
        // Names no protocol: whatever a container refers to cannot be opened.
        av_dict_set(options, "protocol_whitelist", "none", 0);
        int opened = avformat_open_input(format, (String) null, known, options);
        av_dict_free(options);
        input.rethrow();
        return opened;
    }

    /** Whether the audio is samples as they are, not compressed. */
    boolean plainSamples() {
        return avcodec_get_name(audio().codecpar().codec_id()).getString().startsWith("pcm_");
    }

    /** Whether it is a wav or the like of compressed frames, of which none is many zeros. */
    boolean framesInWave() {
        String codec = avcodec_get_name(audio().codecpar().codec_id()).getString();
        return Set.of("wav", "w64", "aiff").contains(container())
                && Set.of("mp3", "mp2", "aac", "wmav2").contains(codec);
    }

    /** Whether it is a wav file of one channel of 16 bits. In two channels DTS may hide, which FFmpeg looks for. */
    private boolean cannotHideDts() {
        if (!container().equals("wav") || format.nb_streams() != 1) {
            return false;
        }
        var parameters = format.streams(0).codecpar();
        return parameters.codec_id() == AV_CODEC_ID_PCM_S16LE
                && parameters.ch_layout().nb_channels() == 1;
    }

    private void turnSamples() {
        var parameters = format.streams(0).codecpar();
        parameters.codec_id(
                switch (parameters.codec_id()) {
                    case AV_CODEC_ID_PCM_S16LE -> AV_CODEC_ID_PCM_S16BE;
                    case AV_CODEC_ID_PCM_S24LE -> AV_CODEC_ID_PCM_S24BE;
                    case AV_CODEC_ID_PCM_S32LE -> AV_CODEC_ID_PCM_S32BE;
                    case AV_CODEC_ID_PCM_S64LE -> AV_CODEC_ID_PCM_S64BE;
                    case AV_CODEC_ID_PCM_F32LE -> AV_CODEC_ID_PCM_F32BE;
                    case AV_CODEC_ID_PCM_F64LE -> AV_CODEC_ID_PCM_F64BE;
                    default -> parameters.codec_id();
                });
    }

    private void ignoreOtherTracks() {
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != audio().index()) {
                format.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    AVStream audio() {
        return track.stream();
    }

    TrackChoice track() {
        return track;
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
        endedEarly = false;
        return true;
    }

    /** As {@link #read}, but passes over damage: until so much came of it that it is none of this format any more. */
    boolean readLive(AVPacket packet) throws IOException {
        for (int damaged = 0; damaged < MOST_DAMAGED; damaged++) {
            if (read(packet)) {
                return true;
            }
            if (!endedEarly) {
                return false;
            }
        }
        return false;
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
        AVStream audio = audio();
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

    /** Of the file and of the track: mp4 tags the one, ogg the other. */
    List<Map<String, List<String>>> tags() {
        return List.of(Tags.of(format.metadata()), Tags.of(audio().metadata()));
    }

    @Override
    public void close() {
        avformat_close_input(format);
    }
}
