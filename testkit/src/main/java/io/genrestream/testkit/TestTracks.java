package io.genrestream.testkit;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Makes files of several audio tracks out of files of one each, one track behind the other. */
public final class TestTracks {
    private record Track(byte[] file, int disposition, String language) {}

    private final String container;
    private final List<Track> tracks = new ArrayList<>();

    public TestTracks(String container) {
        this.container = container;
    }

    /** @param disposition FFmpeg's {@code AV_DISPOSITION_*} */
    public TestTracks track(byte[] file, int disposition, String language) {
        tracks.add(new Track(file, disposition, language));
        return this;
    }

    public byte[] encode() throws IOException {
        Path directory = Files.createTempDirectory("tracks");
        Path target = directory.resolve("all");
        List<AVFormatContext> sources = new ArrayList<>();
        AVFormatContext format = new AVFormatContext(null);
        check(avformat_alloc_output_context2(format, null, container, null));
        for (Track track : tracks) {
            Path file = Files.write(directory.resolve("track" + sources.size()), track.file());
            sources.add(open(file));
            addTrack(format, sources.getLast(), track);
        }
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, target.toString(), AVIO_FLAG_WRITE));
        format.pb(io);
        check(avformat_write_header(format, (AVDictionary) null));
        for (int i = 0; i < sources.size(); i++) {
            copy(format, sources.get(i), i);
        }
        check(av_write_trailer(format));
        avio_closep(io);
        avformat_free_context(format);
        byte[] bytes = Files.readAllBytes(target);
        Directories.delete(directory);
        return bytes;
    }

    private static AVFormatContext open(Path file) {
        AVFormatContext source = new AVFormatContext(null);
        check(avformat_open_input(source, file.toString(), (AVInputFormat) null, (AVDictionary) null));
        return source;
    }

    private static void addTrack(AVFormatContext format, AVFormatContext source, Track track) {
        AVStream from = source.streams(0);
        AVStream stream = avformat_new_stream(format, null);
        check(avcodec_parameters_copy(stream.codecpar(), from.codecpar()));
        stream.codecpar().codec_tag(0);
        stream.time_base(from.time_base());
        stream.disposition(track.disposition());
        AVDictionary metadata = new AVDictionary(null);
        av_dict_set(metadata, "language", track.language(), 0);
        stream.metadata(metadata);
    }

    private static void copy(AVFormatContext format, AVFormatContext source, int track) {
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(source, packet) >= 0) {
            av_packet_rescale_ts(
                    packet, source.streams(0).time_base(), format.streams(track).time_base());
            packet.stream_index(track);
            packet.pos(-1);
            check(av_interleaved_write_frame(format, packet));
        }
        av_packet_free(packet);
        avformat_close_input(source);
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg's result " + result);
        }
    }
}
