package io.genrestream.live.hls;

import java.time.Duration;

/**
 * When the playlist is loaded next. It counts from the moment of the last request, so that what a download takes does not
 * add up. All times are in ns of one clock.
 */
final class ReloadSchedule {
    private static final long SHORTEST = Duration.ofMillis(500).toNanos();

    private long due;

    /**
     * The playlist has come.
     *
     * @param at when it was asked for
     * @param changed whether it names a segment that was not there before
     */
    void loaded(long at, MediaPlaylist playlist, boolean changed) {
        long target = playlist.target().toNanos();
        // Of a single segment nothing is left when it has been replaced.
        int parts = playlist.segments().size() == 1 ? 3 : changed ? 1 : 2;
        due = at + Math.max(SHORTEST, target / parts);
    }

    /** The playlist or a segment has not come; it is tried again as when nothing had changed. */
    void failed(long at, Duration target) {
        due = at + Math.max(SHORTEST, target.toNanos() / 2);
    }

    long due() {
        return due;
    }
}
