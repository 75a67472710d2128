package io.genrestream.testkit;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** {@link Signal#MUSIC} as HLS of AAC, written by FFmpeg. */
public enum TestHls {
    TS("hls", "segment%d.ts", Map.of("hls_segment_type", "mpegts")),
    FMP4("hls", "segment%d.m4s", Map.of("hls_segment_type", "fmp4", "hls_fmp4_init_filename", "init.mp4")),
    /** ADTS frames without a container, behind an ID3 tag with the title in each segment. */
    PACKED("segment", "segment%d.aac", Map.of("segment_format", "adts", "segment_format_options", "write_id3v2=1"));

    public static final String TITLE = "Made for tests";

    /** The playlist's name among the files; it names all segments and ends. */
    public static final String PLAYLIST = "stream.m3u8";

    private static final int RATE = 44_100;

    private final String writer;
    private final String segments;
    private final Map<String, String> options;

    TestHls(String writer, String segments, Map<String, String> options) {
        this.writer = writer;
        this.segments = segments;
        this.options = options;
    }

    /**
     * @param segmentSeconds about as long is each segment
     * @return files by name
     */
    public Map<String, byte[]> files(double seconds, int segmentSeconds) throws IOException {
        Path directory = Files.createTempDirectory("hls");
        try {
            float[] music = Signal.sampled(Signal.MUSIC, RATE, seconds);
            Path sound = directory.resolve("sound.m4a");
            Files.write(
                    sound,
                    new TestEncoder("ipod", "aac", RATE)
                            .bitRate(32_000)
                            .tag("title", TITLE)
                            .encode(music, music));
            write(sound, directory, Integer.toString(segmentSeconds));
            Files.delete(sound);
            return read(directory);
        } finally {
            Directories.delete(directory);
        }
    }

    private void write(Path sound, Path directory, String segmentSeconds) {
        String playlist = directory.resolve(PLAYLIST).toString();
        String pattern = directory.resolve(segments).toString();
        boolean hls = writer.equals("hls");
        AVDictionary writing = new AVDictionary(null);
        options.forEach((key, value) -> av_dict_set(writing, key, value, 0));
        av_dict_set(writing, hls ? "hls_time" : "segment_time", segmentSeconds, 0);
        av_dict_set(writing, hls ? "hls_list_size" : "segment_list_size", "0", 0);
        av_dict_set(writing, hls ? "hls_segment_filename" : "segment_list", hls ? pattern : playlist, 0);

        AVFormatContext source = new AVFormatContext(null);
        check(avformat_open_input(source, sound.toString(), (AVInputFormat) null, (AVDictionary) null));
        AVFormatContext target = new AVFormatContext(null);
        check(avformat_alloc_output_context2(target, null, writer, hls ? playlist : pattern));
        AVDictionary tags = new AVDictionary(null);
        check(av_dict_copy(tags, source.metadata(), 0));
        target.metadata(tags);
        AVStream stream = avformat_new_stream(target, null);
        check(avcodec_parameters_copy(stream.codecpar(), source.streams(0).codecpar()));
        stream.codecpar().codec_tag(0);
        check(avformat_write_header(target, writing));
        copy(source, target);
        check(av_write_trailer(target));
        avformat_free_context(target);
        avformat_close_input(source);
    }

    private static void copy(AVFormatContext source, AVFormatContext target) {
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(source, packet) >= 0) {
            av_packet_rescale_ts(
                    packet, source.streams(0).time_base(), target.streams(0).time_base());
            packet.pos(-1);
            check(av_interleaved_write_frame(target, packet));
        }
        av_packet_free(packet);
    }

    private static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg's result " + result);
        }
    }
}
