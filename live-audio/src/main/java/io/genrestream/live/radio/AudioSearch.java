package io.genrestream.live.radio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.hls.HlsConnection;
import io.genrestream.live.http.Deadline;
import io.genrestream.live.http.LiveFailures;
import io.genrestream.live.http.SourceClient;
import io.genrestream.live.http.SourceResponse;
import io.genrestream.live.http.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One search for audio: asks an address, and where that is a playlist its entries in turn. */
final class AudioSearch {
    private static final int DEEPEST = 3;
    private static final int MOST_ADDRESSES = 16;
    private static final int LARGEST_PLAYLIST = 64 * 1024;

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Audio that was found, and where. */
    record Found(LiveConnection connection, URI at) {}

    private final SourceClient client;
    private final LiveAddress address;
    private final Duration longest;
    private final Set<URI> asked = new HashSet<>();
    private boolean titles;

    /**
     * @param longest time until an answer shows what it is
     * @param titles whether to ask for titles between the audio
     */
    AudioSearch(SourceClient client, LiveAddress address, Duration longest, boolean titles) {
        this.client = client;
        this.address = address;
        this.longest = longest;
        this.titles = titles;
    }

    /** Whether titles can be read there. */
    boolean titles() {
        return titles;
    }

    Found search(URI uri) throws LiveException {
        return search(uri, 0);
    }

    private Found search(URI uri, int depth) throws LiveException {
        asked.add(uri);
        SourceResponse response = ask(uri);
        try {
            var body = new ReadAhead(response.body());
            FirstBytes first = firstBytes(response, body);
            if (first.format() != null) {
                Recording.refuse(client, response, body);
                return new Found(new RadioConnection(response, first), response.uri());
            }
            byte[] document = document(response, first);
            response.close();
            return searchDocument(uri, response, document, depth);
        } catch (LiveException e) {
            response.close();
            if (e.code() != LiveError.TITLES_DAMAGED) {
                throw e;
            }
            titles = false;
            return search(uri, depth);
        }
    }

    private SourceResponse ask(URI uri) throws LiveException {
        SourceResponse response = client.get(uri, titles ? Map.of("Icy-MetaData", "1") : Map.of());
        if (titles && Metaint.of(response.header("icy-metaint")) == Metaint.ABSURD) {
            titles = false;
            response.close();
            return ask(uri);
        }
        return response;
    }

    private FirstBytes firstBytes(SourceResponse response, ReadAhead body) throws LiveException {
        // Some say it unasked, those too that never send any metadata.
        int metaint = titles ? Metaint.of(response.header("icy-metaint")) : 0;
        try (Deadline deadline = response.cancelAfter(longest)) {
            var audio = new IcyReader(body, metaint, address.titleCharset());
            return within(deadline, () -> new FirstBytes(audio, response.contentType()));
        }
    }

    /** The document that begins so, as long as a playlist may be and one byte more. */
    private byte[] document(SourceResponse response, FirstBytes first) throws LiveException {
        try (Deadline deadline = response.cancelAfter(longest)) {
            byte[] rest = within(deadline, () -> response.body().readNBytes(LARGEST_PLAYLIST + 1 - first.length()));
            byte[] all = Arrays.copyOf(first.bytes(), first.length() + rest.length);
            System.arraycopy(rest, 0, all, first.length(), rest.length);
            return all;
        }
    }

    private <T> T within(Deadline deadline, Reading<T> reading) throws LiveException {
        try {
            return reading.read();
        } catch (IOException e) {
            if (deadline.passed()) {
                throw new LiveException(LiveError.SOURCE_STALLED, "no audio within " + longest.toSeconds() + " s");
            }
            throw LiveFailures.whileReading(e);
        }
    }

    private Found searchDocument(URI given, SourceResponse response, byte[] document, int depth) throws LiveException {
        String text = new String(document, UTF_8);
        if (Playlist.isHls(text)) {
            return new Found(HlsConnection.open(client, given), response.uri());
        }
        List<String> entries = Playlist.entries(text, response.contentType());
        if (entries == null) {
            throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "");
        }
        if (document.length > LARGEST_PLAYLIST) {
            throw new LiveException(LiveError.TOO_LARGE, "a playlist of more than " + LARGEST_PLAYLIST + " bytes");
        }
        return searchEntries(response.uri(), entries, depth + 1);
    }

    private Found searchEntries(URI playlist, List<String> entries, int depth) throws LiveException {
        LiveException dead = new LiveException(LiveError.PLAYLIST_EMPTY, "");
        for (String entry : depth > DEEPEST ? List.<String>of() : entries) {
            URI uri = WebAddress.resolve(playlist, entry);
            if (uri == null || asked.contains(uri) || asked.size() == MOST_ADDRESSES) {
                continue;
            }
            try {
                return search(uri, depth);
            } catch (LiveException e) {
                dead = e;
            }
        }
        throw dead;
    }
}
