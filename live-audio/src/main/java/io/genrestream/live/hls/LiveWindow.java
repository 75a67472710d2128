package io.genrestream.live.hls;

/** Which segments are still to be played, while the window of those that there are moves on. */
final class LiveWindow {
    /** Nearer to the end, a reader would wait for each segment, and a late one would be a break. */
    private static final int BEHIND_EDGE = 3;

    private static final int TRIES = 3;

    private MediaPlaylist latest;
    private long next;
    private boolean follows;
    private int tries;

    /** Starts at the last but three. */
    LiveWindow(MediaPlaylist playlist) {
        latest = playlist;
        next = edge(playlist);
    }

    /** Takes the playlist as it is now. */
    void move(MediaPlaylist playlist) {
        if (playlist.segments().isEmpty() ? !playlist.ended() : isOlder(playlist)) {
            return;
        }
        if (playlist.endSequence() < next) {
            // It counts anew.
            goOnAt(edge(playlist));
        } else if (playlist.firstSequence() > next) {
            goOnAt(playlist.firstSequence());
        }
        latest = playlist;
    }

    MediaPlaylist playlist() {
        return latest;
    }

    /** @return null when all that there are have been played */
    HlsSegment next() {
        return latest.segment(next);
    }

    /** Whether the next one's audio goes on where that of the last one played stopped. */
    boolean follows() {
        return follows && !next().discontinuity();
    }

    void played() {
        next++;
        follows = true;
        tries = 0;
    }

    void leaveOutGaps() {
        while (next() != null && next().gap()) {
            goOnAt(next + 1);
        }
    }

    /**
     * The next one did not come.
     *
     * @return whether it was tried often enough and is left out
     */
    boolean failed() {
        tries++;
        boolean enough = tries == TRIES;
        if (enough) {
            goOnAt(next + 1);
        }
        return enough;
    }

    private void goOnAt(long sequence) {
        next = sequence;
        follows = false;
        tries = 0;
    }

    private static long edge(MediaPlaylist playlist) {
        return Math.max(playlist.firstSequence(), playlist.endSequence() - BEHIND_EDGE);
    }

    /** Whether it is one of before, as another server of the same station may still have it. */
    private boolean isOlder(MediaPlaylist playlist) {
        if (playlist.endSequence() >= next) {
            return false;
        }
        HlsSegment last = playlist.segments().getLast();
        HlsSegment known = latest.segment(last.sequence());
        return known != null && path(known).equals(path(last));
    }

    /** Without the query, which may have a token of each request's own. */
    private static String path(HlsSegment segment) {
        String address = segment.content().address();
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
