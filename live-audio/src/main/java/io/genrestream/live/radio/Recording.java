package io.genrestream.live.radio;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.http.SourceClient;
import io.genrestream.live.http.SourceResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Tells a file on a web server from a station. A length alone tells nothing: relays make one up for players that want one.
 * So it takes what no station does, to give its last byte already, or more of it than any burst.
 */
final class Recording {
    /** What an upload may have; lengths that are made up are often beyond it. */
    private static final long LARGEST = 2L << 30;
    /** Two minutes at 128 kbit/s, and a minute of the best mp3. */
    private static final int BEYOND_BURSTS = 2 * 1024 * 1024;

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int PARTIAL_CONTENT = 206;

    private Recording() {}

    /** Whether an answer has an end and says nothing of radio. */
    static boolean mayBe(SourceResponse response) {
        long length = response.length();
        return length > 0 && length <= LARGEST && !response.hasHeader("icy-") && !response.hasHeader("ice-");
    }

    /**
     * Passes stations, and what cannot be told from one.
     *
     * @param body of the answer, of which some is read ahead
     * @throws LiveException NOT_LIVE
     */
    static void refuse(SourceClient client, SourceResponse response, ReadAhead body) throws LiveException {
        if (mayBe(response) && (givesItsEnd(client, response) || body.comesWithin(BEYOND_BURSTS, WAIT))) {
            throw new LiveException(LiveError.NOT_LIVE, "a file of " + response.length() + " bytes");
        }
    }

    private static boolean givesItsEnd(SourceClient client, SourceResponse response) {
        String version = version(response);
        if (version == null || !"bytes".equalsIgnoreCase(response.header("Accept-Ranges"))) {
            return false;
        }
        long last = response.length() - 1;
        Map<String, String> lastByte = Map.of("Range", "bytes=" + last + '-', "If-Range", version);
        try (SourceResponse end = client.get(response.uri(), lastByte)) {
            String range = "bytes " + last + '-' + last + '/' + response.length();
            return end.status() == PARTIAL_CONTENT && range.equals(end.header("Content-Range"));
        } catch (LiveException e) {
            return false;
        }
    }

    /** By which a server knows a file again that has not changed; null for none. */
    private static String version(SourceResponse response) {
        String tag = response.header("ETag");
        return tag == null || tag.startsWith("W/") ? response.header("Last-Modified") : tag;
    }
}
