package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A server of HLS and the time, both as a test wants them. Segments whose content nobody laid down are ADTS of their name. */
final class FakeStation implements SegmentSource, HlsClock {
    static final URI ADDRESS = URI.create("http://station.example/live.m3u8");

    /** What an address answers. */
    interface Answer {
        byte[] bytes() throws LiveException;
    }

    private final Map<URI, Answer> answers = new HashMap<>();
    private final Map<URI, URI> redirects = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private long now = 1_000_000_000_000L;
    private final long begin = now;
    private long closedAt = Long.MAX_VALUE;
    private Duration download = Duration.ZERO;

    /** The playlist, asked for anew at each request. */
    FakeStation playlist(Supplier<String> text) {
        return answer("live.m3u8", () -> text.get().getBytes(UTF_8));
    }

    FakeStation answer(String path, Answer answer) {
        answers.put(ADDRESS.resolve(path), answer);
        return this;
    }

    FakeStation redirect(URI from, URI to) {
        redirects.put(from, to);
        return this;
    }

    /** The time that each segment takes to come. */
    FakeStation download(Duration time) {
        download = time;
        return this;
    }

    FakeStation closeAfter(int seconds) {
        closedAt = begin + Duration.ofSeconds(seconds).toNanos();
        return this;
    }

    /** Since the beginning, in s. */
    double seconds() {
        return (now - begin) / 1e9;
    }

    /** Of a path's last part, with the time in s: {@code 6.0 live.m3u8}. */
    List<String> requests() {
        return requests;
    }

    List<Double> reloads() {
        return requests.stream()
                .filter(request -> request.endsWith("live.m3u8"))
                .map(request -> Double.valueOf(request.substring(0, request.indexOf(' '))))
                .toList();
    }

    static LiveException status(int status) {
        LiveError code = status < 500 ? LiveError.SOURCE_REFUSED : LiveError.SOURCE_UNREACHABLE;
        return new LiveException(code, "status " + status, status, null);
    }

    /** What a segment holds of which the test says nothing. */
    static byte[] segment(String name) {
        return ("\u00FF\u00F1......" + name).getBytes(ISO_8859_1);
    }

    @Override
    public Fetched fetch(URI uri, int limit) throws LiveException {
        URI from = redirects.getOrDefault(uri, uri);
        String name = from.getPath().substring(from.getPath().lastIndexOf('/') + 1);
        requests.add(seconds() + " " + name);
        Answer answer = answers.get(from);
        if (!name.endsWith("m3u8")) {
            now += download.toNanos();
        }
        byte[] bytes = answer == null ? segment(name) : answer.bytes();
        if (bytes.length > limit) {
            throw new LiveException(LiveError.TOO_LARGE, "");
        }
        return new Fetched(from, bytes);
    }

    @Override
    public byte[] fetch(URI uri, ByteRange range) throws LiveException {
        byte[] whole = fetch(uri, Integer.MAX_VALUE).bytes();
        return Arrays.copyOfRange(whole, (int) range.offset(), (int) (range.offset() + range.length()));
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public boolean sleepUntil(long nanos) {
        now = Math.max(now, nanos);
        return now < closedAt;
    }
}
