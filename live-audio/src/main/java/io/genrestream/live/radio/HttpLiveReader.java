package io.genrestream.live.radio;

import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveRoute;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.http.SourceClient;

/** Reads live sources over HTTP: Icecast, Shoutcast, plain streams, and playlists that lead to them. */
public final class HttpLiveReader implements LiveReader {
    private final SourceClient client;
    private final LiveSettings settings;
    private final HlsOpener hls;

    /**
     * @param hls for addresses that turn out to be HLS
     * @throws IllegalArgumentException when an allowed network is none, or the trust store cannot be read
     */
    public HttpLiveReader(LiveSettings settings, HlsOpener hls) {
        client = new SourceClient(settings);
        this.settings = settings;
        this.hls = hls;
    }

    @Override
    public LiveRoute route(LiveAddress address) {
        return new RadioRoute(client, hls, address, settings.connect());
    }

    @Override
    public void close() {
        client.close();
    }
}
