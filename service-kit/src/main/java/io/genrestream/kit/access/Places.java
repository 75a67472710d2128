package io.genrestream.kit.access;

import java.util.HashMap;
import java.util.Map;

/**
 * How many may do at once what lasts, such as to listen. Of one owner no more than a quarter, so that nobody keeps all others out; admins, and
 * where access is open everybody, may have all.
 */
public final class Places {
    private static final int SHARE = 4;

    private final int most;
    private final Map<String, Integer> byOwner = new HashMap<>();
    private int taken;

    /** @param most at once (count) */
    public Places(int most) {
        this.most = most;
    }

    /** Whether there is a place; it is taken then, and to be given back by {@link #leave}. */
    public synchronized boolean enter(Caller caller) {
        int own = byOwner.getOrDefault(caller.owner(), 0);
        int share = caller.may(Scope.ADMIN) ? most : Math.ceilDiv(most, SHARE);
        if (taken >= most || own >= share) {
            return false;
        }
        taken++;
        byOwner.put(caller.owner(), own + 1);
        return true;
    }

    public synchronized void leave(Caller caller) {
        taken--;
        byOwner.computeIfPresent(caller.owner(), (_, own) -> own == 1 ? null : own - 1);
    }

    /** Count. */
    public synchronized int taken() {
        return taken;
    }
}
