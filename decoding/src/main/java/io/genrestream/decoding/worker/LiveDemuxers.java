package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;

import io.genrestream.decoding.LiveFormat;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/** FFmpeg's demuxers of live sources, and how they find out soon what comes and keep nothing of what went. */
final class LiveDemuxers {
    private static final String CONTAINERS = "mp3,aac,ogg,flac,mpegts,mov,wav,s16le";
    /** Bytes: half a second of most stations. FFmpeg takes a megabyte when it is not sure before. */
    private static final int FORMAT_BYTES = 8 * 1024;
    /** Bytes of the index for seeking, which would grow to a megabyte. */
    private static final int INDEX_BYTES = 4 * 1024;

    private LiveDemuxers() {}

    /** @return null where FFmpeg is to find out */
    static AVInputFormat of(LiveFormat format) {
        return switch (format) {
            case UNKNOWN -> null;
            case MP3 -> av_find_input_format("mp3");
            case ADTS -> av_find_input_format("aac");
            case OGG -> av_find_input_format("ogg");
            case FLAC -> av_find_input_format("flac");
            case MPEG_TS -> av_find_input_format("mpegts");
            case MP4 -> av_find_input_format("mov");
            case WAV -> av_find_input_format("wav");
        };
    }

    static Map<String, String> options(LiveFormat format) {
        return switch (format) {
            // Pictures may come before the sound.
            case UNKNOWN, MPEG_TS, MP4 -> options(1 << 20, 1_000_000);
            case MP3, ADTS, OGG, FLAC, WAV -> options(1 << 16, 500_000);
        };
    }

    /**
     * For samples of 16 bits behind a wav's header: in the first 64 KiB of the wav itself FFmpeg looks for other things
     * than sound, which at 8 kHz takes four seconds to come.
     */
    static AVInputFormat ofSamples() {
        return av_find_input_format("s16le");
    }

    static Map<String, String> options(WaveHeader.Samples samples) {
        // FFmpeg's least: DTS is not looked for in them either.
        Map<String, String> options = options(32, 500_000);
        options.put("sample_rate", Integer.toString(samples.rate()));
        options.put("ch_layout", samples.channels() + "c");
        return options;
    }

    /**
     * @param mostBytes in which the tracks' parameters must come
     * @param mostMicroseconds of audio or pictures in which they must come
     */
    private static Map<String, String> options(int mostBytes, int mostMicroseconds) {
        Map<String, String> options = new HashMap<>();
        options.put("format_whitelist", CONTAINERS);
        options.put("formatprobesize", Integer.toString(FORMAT_BYTES));
        options.put("probesize", Integer.toString(mostBytes));
        options.put("analyzeduration", Integer.toString(mostMicroseconds));
        // Frames for a first time stamp, which a stream of frames alone never has.
        options.put("max_ts_probe", "0");
        options.put("indexmem", Integer.toString(INDEX_BYTES));
        return options;
    }
}
