package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;

import io.genrestream.decoding.LiveFormat;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/** FFmpeg's demuxers of live sources, and how they find out soon what comes and keep nothing of what went. */
final class LiveDemuxers {
    static final Map<String, String> OPTIONS = Map.of(
            "format_whitelist",
            "mp3,aac,ogg,flac,mpegts,mov,wav,s16le",
            // Bytes: half a second of most stations. FFmpeg takes a megabyte when it is not sure before.
            "formatprobesize",
            "8192",
            "probesize",
            "65536",
            // Microseconds of audio. An mpegts is looked at for that long, since more tracks may appear in it.
            "analyzeduration",
            "300000",
            // Bytes of an index for seeking, which would grow to a megabyte.
            "indexmem",
            "4096");

    private LiveDemuxers() {}

    /**
     * For samples of 16 bits behind a wav's header: in the first 64 KiB of the wav itself FFmpeg looks for other things
     * than sound, which at 8 kHz takes four seconds to come.
     */
    static AVInputFormat ofSamples() {
        return av_find_input_format("s16le");
    }

    static Map<String, String> optionsOfSamples(WaveHeader.Samples samples) {
        Map<String, String> options = new HashMap<>(OPTIONS);
        options.put("sample_rate", Integer.toString(samples.rate()));
        options.put("ch_layout", samples.channels() + "c");
        return options;
    }

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
}
