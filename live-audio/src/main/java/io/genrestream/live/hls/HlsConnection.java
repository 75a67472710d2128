package io.genrestream.live.hls;

import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;
import io.genrestream.live.LiveStation;
import io.genrestream.live.http.SourceClient;
import io.genrestream.live.http.WebAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A station that is sent by HLS. */
public final class HlsConnection implements LiveConnection {
    /** Of a master playlist that are tried. */
    private static final int MOST_FORMS = 4;

    private final HttpSegments segments;
    private final CountDownLatch closed = new CountDownLatch(1);
    private HlsReader reader;
    private LiveStation station;

    private HlsConnection(SourceClient client) {
        segments = new HttpSegments(client);
    }

    /**
     * Loads the playlist, chooses a form of the stream where there are several, and fetches the first segment.
     *
     * @param client that knows the source's credential
     * @throws LiveException also NOT_LIVE for a recording, PLAYLIST_EMPTY when it names no stream, SOURCE_UNSUPPORTED when it
     *     names none that is decoded here, SOURCE_OFF_AIR when there is no segment
     */
    public static HlsConnection open(SourceClient client, URI playlist) throws LiveException {
        var connection = new HlsConnection(client);
        switch (HlsPlaylist.parse(connection.segments.fetch(playlist, HlsPlaylist.LONGEST))) {
            case MediaPlaylist media -> connection.open(playlist, media);
            case MasterPlaylist master -> connection.openFirst(master);
        }
        return connection;
    }

    @Override
    public LiveStation station() {
        return station;
    }

    @Override
    public boolean mayBeRecording() {
        return false;
    }

    @Override
    public void read(LiveListener listener) throws LiveException {
        try {
            reader.read(listener);
        } catch (LiveException e) {
            if (closed.getCount() > 0) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        segments.close();
    }

    private void openFirst(MasterPlaylist master) throws LiveException {
        if (master.variants().isEmpty()) {
            throw new LiveException(LiveError.PLAYLIST_EMPTY, "");
        }
        LiveException why = new LiveException(LiveError.SOURCE_UNSUPPORTED, "none of its codecs is decoded here");
        for (String form : master.audio().stream().limit(MOST_FORMS).toList()) {
            try {
                URI address = master.resolve(form);
                Fetched fetched = segments.fetch(address, HlsPlaylist.LONGEST);
                open(address, MediaPlaylistSource.media(fetched));
                return;
            } catch (LiveException e) {
                why = e;
            }
        }
        throw why;
    }

    private void open(URI given, MediaPlaylist playlist) throws LiveException {
        var playlists = new MediaPlaylistSource(segments, given, playlist.from());
        reader = new HlsReader(playlists, new SegmentLoader(segments), playlist, new Clock());
        station = new LiveStation(null, 0, WebAddress.shown(playlist.from()));
    }

    /** Real time, which ends with the connection. */
    private final class Clock implements HlsClock {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public boolean sleepUntil(long nanos) {
            try {
                return !closed.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
