package io.genrestream.live.hls;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;
import java.time.Duration;
import java.util.Set;

/** Follows a playlist of segments for as long as it goes on. */
final class HlsReader {
    private static final int FAILURES_IN_A_ROW = 8;
    private static final int TARGETS_WITHOUT_SEGMENT = 4;
    private static final Duration SHORTEST_STALL = Duration.ofSeconds(20);

    /** No later try would end otherwise. */
    private static final Set<LiveError> FINAL = Set.of(
            LiveError.ADDRESS_INVALID,
            LiveError.ADDRESS_REFUSED,
            LiveError.TLS_UNTRUSTED,
            LiveError.TOO_LARGE,
            LiveError.SOURCE_UNSUPPORTED);

    private final MediaPlaylistSource playlists;
    private final SegmentLoader segments;
    private final HlsClock clock;
    private final ReloadSchedule schedule = new ReloadSchedule();
    private final LiveWindow window;
    private SegmentLoader.Loaded first;
    private long lastSegment;
    private int failuresInARow;

    /**
     * Fetches the first segment.
     *
     * @param playlist as it is now
     * @throws LiveException NOT_LIVE when it is a recording, SOURCE_OFF_AIR when it has no segment
     */
    HlsReader(MediaPlaylistSource playlists, SegmentLoader segments, MediaPlaylist playlist, HlsClock clock)
            throws LiveException {
        if (playlist.ended() || playlist.finished()) {
            throw new LiveException(LiveError.NOT_LIVE, "");
        }
        this.playlists = playlists;
        this.segments = segments;
        this.clock = clock;
        schedule.loaded(clock.nanos(), playlist, true);
        window = new LiveWindow(playlist);
        window.leaveOutGaps();
        if (window.next() == null) {
            throw new LiveException(LiveError.SOURCE_OFF_AIR, "its playlist has no segment");
        }
        first = segments.load(playlist, window.next(), false);
    }

    /** Returns when the stream has ended, or the clock says that the reader is closed. */
    void read(LiveListener listener) throws LiveException {
        var player = new SegmentPlayer(listener);
        lastSegment = clock.nanos();
        playAll(player);
        while (!(window.playlist().ended() && window.next() == null) && clock.sleepUntil(schedule.due())) {
            reload();
            playAll(player);
        }
    }

    private void playAll(SegmentPlayer player) throws LiveException {
        for (window.leaveOutGaps(); window.next() != null; window.leaveOutGaps()) {
            SegmentLoader.Loaded loaded = load(window.next());
            if (loaded != null) {
                player.play(window.next(), loaded, window.follows());
                window.played();
                failuresInARow = 0;
                lastSegment = clock.nanos();
            } else if (!window.failed()) {
                return;
            }
        }
    }

    /** @return null when it did not come */
    private SegmentLoader.Loaded load(HlsSegment segment) throws LiveException {
        SegmentLoader.Loaded loaded = first;
        first = null;
        if (loaded != null) {
            return loaded;
        }
        long asked = clock.nanos();
        try {
            return segments.load(window.playlist(), segment, window.follows());
        } catch (LiveException e) {
            failed(e, asked);
            return null;
        }
    }

    private void reload() throws LiveException {
        long asked = clock.nanos();
        MediaPlaylist playlist;
        try {
            playlist = playlists.load();
        } catch (LiveException e) {
            failed(e, asked);
            return;
        }
        long before = window.playlist().endSequence();
        window.move(playlist);
        schedule.loaded(asked, playlist, window.playlist().endSequence() != before);
        throwWhenStalled();
    }

    private void throwWhenStalled() throws LiveException {
        Duration longest = window.playlist().target().multipliedBy(TARGETS_WITHOUT_SEGMENT);
        longest = longest.compareTo(SHORTEST_STALL) < 0 ? SHORTEST_STALL : longest;
        if (window.next() == null && clock.nanos() - lastSegment > longest.toNanos()) {
            throw new LiveException(LiveError.SOURCE_STALLED, "no segment for " + longest.toSeconds() + " s");
        }
    }

    private void failed(LiveException e, long asked) throws LiveException {
        failuresInARow++;
        if (FINAL.contains(e.code()) || failuresInARow == FAILURES_IN_A_ROW) {
            throw e;
        }
        schedule.failed(asked, window.playlist().target());
    }
}
