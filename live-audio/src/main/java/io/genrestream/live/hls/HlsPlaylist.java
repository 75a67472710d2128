package io.genrestream.live.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.http.WebAddress;
import java.net.URI;

/** A playlist of HLS. */
sealed interface HlsPlaylist permits MasterPlaylist, MediaPlaylist {
    /** Longest that is read (bytes). */
    int LONGEST = 1024 * 1024;

    /** Where it came from. */
    URI from();

    /** @throws LiveException SOURCE_NOT_AUDIO when it is none, SOURCE_UNSUPPORTED when it asks for what is not done here */
    static HlsPlaylist parse(Fetched fetched) throws LiveException {
        String text = new String(fetched.bytes(), UTF_8).replace("\uFEFF", "");
        if (!text.startsWith("#EXTM3U")) {
            throw unreadable("it does not begin as one");
        }
        try {
            return text.contains("#EXT-X-STREAM-INF:")
                    ? MasterPlaylistParser.parse(fetched.from(), text)
                    : MediaPlaylistParser.parse(fetched.from(), text);
        } catch (NumberFormatException e) {
            throw unreadable("a number in it is none");
        }
    }

    /**
     * The whole address of what it names.
     *
     * @throws LiveException ADDRESS_INVALID when it is not http or https
     */
    default URI resolve(String address) throws LiveException {
        URI whole = WebAddress.resolve(from(), address);
        if (whole == null) {
            throw new LiveException(LiveError.ADDRESS_INVALID, "a playlist of HLS names something else");
        }
        return whole;
    }

    private static LiveException unreadable(String why) {
        return new LiveException(LiveError.SOURCE_NOT_AUDIO, "a playlist of HLS cannot be read: " + why);
    }
}
