package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.testkit.TestHls;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * What FFmpeg has written, sent as a live stream: a window of segments, which moves on by one with each request for the
 * playlist, until the last has come. Time is made short by saying that a segment lasts 1 s.
 */
final class HlsStation {
    private static final int WINDOW = 3;
    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n";
    private static final String TYPE = "application/vnd.apple.mpegurl";

    private final String map;
    private final List<String> segments = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** Answers at {@code /live/stream.m3u8}, of which {@code /master.m3u8} knows. */
    HlsStation(RadioServer server, Map<String, byte[]> files) {
        List<String> lines =
                new String(files.get(TestHls.PLAYLIST), UTF_8).lines().toList();
        map = lines.stream()
                .filter(line -> line.startsWith("#EXT-X-MAP"))
                .findFirst()
                .orElse("");
        lines.stream().filter(line -> !line.startsWith("#")).forEach(segments::add);
        files.forEach((name, bytes) -> server.answer("/live/" + name, RadioAnswer.document("video/any", bytes)));
        server.answer("/live/stream.m3u8", _ -> playlist(text -> text));
        server.answer("/master.m3u8", RadioAnswer.document(TYPE, """
                #EXTM3U
                #EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="ec-3"
                dolby.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=70000,CODECS="mp4a.40.2"
                gone.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=90000,CODECS="mp4a.40.2"
                live/stream.m3u8
                """));
    }

    int segments() {
        return segments.size();
    }

    /** The playlist as it is now, changed. */
    RadioAnswer playlist(UnaryOperator<String> change) {
        return RadioAnswer.document(TYPE, change.apply(text()));
    }

    /** The address of the station is asked once more before its playlist is followed. */
    private String text() {
        int first = Math.min(Math.max(0, asked.getAndIncrement() - 1), segments.size() - WINDOW);
        var text = new StringBuilder(HEAD)
                .append("#EXT-X-MEDIA-SEQUENCE:")
                .append(first)
                .append('\n')
                .append(map)
                .append('\n');
        for (String segment : segments.subList(first, first + WINDOW)) {
            text.append("#EXTINF:1,\n").append(segment).append('\n');
        }
        return first == segments.size() - WINDOW
                ? text.append("#EXT-X-ENDLIST\n").toString()
                : text.toString();
    }
}
