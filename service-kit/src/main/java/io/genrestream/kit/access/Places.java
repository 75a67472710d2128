package io.genrestream.kit.access;

import java.util.HashMap;
import java.util.Map;

/**
 * How many may do at once what lasts, such as to listen. Of one owner no more than a quarter, so that nobody keeps all others out; admins, and
 * where access is open everybody, may have all.
 */
public final class Places {
    private final int most;
    private final int ofOneOwner;
    private final Map<String, Integer> byOwner = new HashMap<>();
    private int taken;

    /** All of them here, a quarter for one owner. */
    public Places(int most) {
        this(most, quarter(most));
    }

    private Places(int most, int ofOneOwner) {
        this.most = most;
        this.ofOneOwner = ofOneOwner;
    }

    /** A quarter of them for one owner, where others see to it that they are no more in all. */
    public static Places shares(int most) {
        return new Places(Integer.MAX_VALUE, quarter(most));
    }

    private static int quarter(int most) {
        return Math.ceilDiv(most, 4);
    }

    /** Whether there is a place; it is taken then, and to be given back by {@link #leave}. */
    public synchronized boolean enter(Caller caller) {
        int own = byOwner.getOrDefault(caller.owner(), 0);
        int share = caller.may(Scope.ADMIN) ? most : ofOneOwner;
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
