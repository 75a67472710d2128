package io.genrestream.kit.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests each client may send: so many a second, and after a pause those of two seconds at once. Those that were
 * here last are remembered; a client that is forgotten begins anew.
 */
public final class RequestRate {
    private static final int CLIENTS = 10_000;
    private static final double BURST_SECONDS = 2;
    private static final double NANOS = 1e9;

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75F, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS;
        }
    };

    /** @param nanoTime a clock as System's */
    public RequestRate(double perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** Whether the client may send this one. */
    public synchronized boolean take(String client) {
        long now = nanoTime.getAsLong();
        double most = Math.max(1, BURST_SECONDS * perSecond);
        Bucket bucket = buckets.get(client);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = most;
            bucket.filledAt = now;
            buckets.put(client, bucket);
        }
        bucket.tokens = Math.min(most, bucket.tokens + perSecond * (now - bucket.filledAt) / NANOS);
        bucket.filledAt = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }
}
