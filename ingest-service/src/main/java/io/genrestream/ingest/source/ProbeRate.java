package io.genrestream.ingest.source;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Bounds how many addresses are tried out for one client in a minute, so that nobody scans others through this service. */
final class ProbeRate {
    private static final int PER_MINUTE = 120;
    private static final int MOST_CLIENTS = 10_000;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private static final class Minute {
        private final long begin;
        private int probes;

        Minute(long begin) {
            this.begin = begin;
        }
    }

    private final LongSupplier nanoTime;

    /** Least recently used clients are removed when there are too many; guarded by this. */
    private final Map<String, Minute> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /** @param nanoTime as {@link System#nanoTime} */
    ProbeRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws IngestException TOO_MANY_PROBES */
    synchronized void admit(String client) {
        long now = nanoTime.getAsLong();
        Minute minute = clients.get(client);
        if (minute == null || now - minute.begin >= MINUTE_NANOS) {
            minute = new Minute(now);
            clients.put(client, minute);
        }
        if (minute.probes == PER_MINUTE) {
            throw new IngestException(IngestError.TOO_MANY_PROBES, PER_MINUTE + " a minute from one address");
        }
        minute.probes++;
    }
}
