package io.genrestream.live.radio;

import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveRoute;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.http.SourceClient;

/** Reads live sources over HTTP: Icecast, Shoutcast, plain streams, HLS, and playlists that lead to them. */
public final class HttpLiveReader implements LiveReader {
    private final SourceClient client;
    private final LiveSettings settings;

    /** @throws IllegalArgumentException when an allowed network is none, or the trust store cannot be read */
    public HttpLiveReader(LiveSettings settings) {
        client = new SourceClient(settings);
        this.settings = settings;
    }

    @Override
    public LiveRoute route(LiveAddress address) {
        return new RadioRoute(client, address, settings.connect());
    }

    @Override
    public void close() {
        client.close();
    }
}
