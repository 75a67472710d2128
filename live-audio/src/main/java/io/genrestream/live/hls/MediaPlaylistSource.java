package io.genrestream.live.hls;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;

/**
 * Loads one playlist again and again, from the server that an earlier request was led to: another one may be behind or
 * ahead. When that refuses, as with a token that has expired, the next is asked for at the address that was given.
 */
final class MediaPlaylistSource {
    private static final int REFUSED = 400;
    private static final int FAILED = 500;

    private final SegmentSource source;
    private final URI given;
    private URI led;

    /** @param led where the request for it was led to; that address itself when to nowhere else */
    MediaPlaylistSource(SegmentSource source, URI given, URI led) {
        this.source = source;
        this.given = given;
        this.led = led;
    }

    MediaPlaylist load() throws LiveException {
        try {
            Fetched fetched = source.fetch(led, HlsPlaylist.LONGEST);
            MediaPlaylist playlist = media(fetched);
            led = fetched.from();
            return playlist;
        } catch (LiveException e) {
            if (e.status() >= REFUSED && e.status() < FAILED) {
                led = given;
            }
            throw e;
        }
    }

    static MediaPlaylist media(Fetched fetched) throws LiveException {
        if (HlsPlaylist.parse(fetched) instanceof MediaPlaylist playlist) {
            return playlist;
        }
        throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "a playlist of HLS names playlists where segments belong");
    }
}
