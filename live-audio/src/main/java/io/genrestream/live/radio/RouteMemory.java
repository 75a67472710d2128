package io.genrestream.live.radio;

import io.genrestream.live.LiveException;
import java.net.URI;
import java.time.Duration;

/** What is known of the way to a source from the connections before. It is kept nowhere else: tokens may be in it. */
final class RouteMemory {
    private static final int TRIES = 2;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** A connection that lasted so long shows that the address is good. */
    static final Duration GOOD = Duration.ofSeconds(30);

    private URI edge;
    private int tries;
    private boolean titles = true;

    /** Where audio came from last and is to be tried again; null for the given address. */
    synchronized URI nextEdge() {
        if (tries == TRIES) {
            edge = null;
        }
        tries++;
        return edge;
    }

    /** @return whether to go to the given address at once */
    synchronized boolean edgeFailed(LiveException e) {
        boolean notLetIn = e.status() >= CLIENT_ERROR && e.status() < SERVER_ERROR;
        if (notLetIn) {
            edge = null;
        }
        return notLetIn;
    }

    /** @param at where the redirects and playlists led from the given address; the same for nowhere */
    synchronized void found(URI given, URI at) {
        edge = at.equals(given) ? null : at;
        tries = 0;
    }

    synchronized void lasted(Duration time) {
        if (time.compareTo(GOOD) >= 0) {
            tries = 0;
        }
    }

    synchronized boolean wantsTitles() {
        return titles;
    }

    synchronized void leaveTitlesOut() {
        titles = false;
    }
}
