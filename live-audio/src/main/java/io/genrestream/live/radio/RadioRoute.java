package io.genrestream.live.radio;

import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveRoute;
import io.genrestream.live.http.SourceClient;
import java.net.URI;
import java.time.Duration;

/** The way to a source over HTTP. */
final class RadioRoute implements LiveRoute {
    private final SourceClient client;
    private final LiveAddress address;
    private final Duration longest;
    private final RouteMemory memory = new RouteMemory();

    /** @param longest time until an answer shows what it is */
    RadioRoute(SourceClient client, LiveAddress address, Duration longest) {
        this.client = client;
        this.address = address;
        this.longest = longest;
    }

    @Override
    public LiveConnection open() throws LiveException {
        URI edge = memory.nextEdge();
        if (edge != null) {
            try {
                return search(edge).connection();
            } catch (LiveException e) {
                if (!memory.edgeFailed(e)) {
                    throw e;
                }
            }
        }
        AudioSearch.Found found = search(address.uri());
        memory.found(address.uri(), found.at());
        return found.connection();
    }

    private AudioSearch.Found search(URI from) throws LiveException {
        SourceClient authorized = client.authorized(address.uri(), address.credential());
        var search = new AudioSearch(authorized, address, longest, memory.wantsTitles());
        AudioSearch.Found found = search.search(from);
        if (!search.titles()) {
            memory.leaveTitlesOut();
        }
        return new AudioSearch.Found(new RoutedConnection(found.connection(), memory), found.at());
    }
}
