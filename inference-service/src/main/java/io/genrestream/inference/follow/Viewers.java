package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All who follow streams now, a bounded number. Those who wait for an id that has no result are the first to go where a
 * place is wanted, so that ids that do not exist take none. Not safe for several threads.
 */
final class Viewers {
    private static final byte[] HEARTBEAT = ":still there\n\n".getBytes(UTF_8);

    private final EventStreamSettings settings;
    private final Set<Viewer> all = new LinkedHashSet<>();
    /** Longest first. */
    private final Set<Viewer> waiting = new LinkedHashSet<>();

    Viewers(EventStreamSettings settings) {
        this.settings = settings;
    }

    /** False when there is no place. */
    boolean admit(Viewer viewer) {
        if (all.size() >= settings.connections()) {
            Iterator<Viewer> longest = waiting.iterator();
            if (!longest.hasNext()) {
                return false;
            }
            dismiss(longest.next());
        }
        all.add(viewer);
        if (viewer.isWaiting()) {
            waiting.add(viewer);
        }
        return true;
    }

    boolean contains(Viewer viewer) {
        return all.contains(viewer);
    }

    void began(Viewer viewer) {
        if (!viewer.isWaiting()) {
            waiting.remove(viewer);
        }
    }

    void remove(Viewer viewer) {
        all.remove(viewer);
        waiting.remove(viewer);
    }

    /** Closes the connection after what was sent. */
    void dismiss(Viewer viewer) {
        remove(viewer);
        viewer.outlet().end();
    }

    /** Lets one go to whom everything of its stream was sent. */
    void release(Viewer viewer) {
        remove(viewer);
        viewer.outlet().over();
    }

    /** Breaks the silence of each, and gives those whom it closed for it. */
    List<Viewer> beat() {
        long now = System.nanoTime();
        List<Viewer> idle = all.stream()
                .filter(viewer -> now - viewer.lastSent() > patience(viewer).toNanos())
                .toList();
        idle.forEach(this::dismiss);
        for (Viewer viewer : all) {
            if (now - viewer.lastSent() >= settings.heartbeat().toNanos()) {
                viewer.outlet().offer(HEARTBEAT);
            }
        }
        return idle;
    }

    int count() {
        return all.size();
    }

    List<Viewer> all() {
        return List.copyOf(all);
    }

    private Duration patience(Viewer viewer) {
        return viewer.isWaiting() ? settings.patience() : settings.idle();
    }
}
