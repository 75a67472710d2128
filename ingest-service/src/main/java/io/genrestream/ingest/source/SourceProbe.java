package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens a source once, so that a wrong address is answered to whoever gives it. */
public final class SourceProbe {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 32;
    private static final String OFF_AIR_ADVICE =
            "A station that is off the air answers so too: add it with probe=false, and it is followed when it comes back.";

    private final LiveReader reader;
    private final Credentials credentials;
    private final ProbeRate rate = new ProbeRate(System::nanoTime);
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    public SourceProbe(LiveReader reader, Credentials credentials) {
        this.reader = reader;
        this.credentials = credentials;
    }

    /**
     * Returns when the source's audio has begun to come.
     *
     * @param client for whom it is done
     * @throws IngestException with the reason that the source gives, or TOO_MANY_PROBES
     */
    void run(SourceWanted wanted, String client) {
        LiveAddress address = new LiveAddress(
                SourceCheck.address(wanted.getUrl()),
                credentials.get(wanted.getCredential()),
                wanted.getTitleCharset() == null ? null : Charset.forName(wanted.getTitleCharset()));
        rate.admit(client);
        if (!places.tryAcquire()) {
            throw new IngestException(IngestError.TOO_MANY_PROBES, MOST_AT_ONCE + " at once");
        }
        try {
            open(address);
        } catch (LiveException e) {
            throw new IngestException(e, mayBeOffAir(e) ? OFF_AIR_ADVICE : "");
        } finally {
            places.release();
        }
    }

    private void open(LiveAddress address) throws LiveException {
        FutureTask<Void> opening = new FutureTask<>(() -> {
            try (LiveConnection connection = reader.open(address)) {
                return null;
            }
        });
        // Interrupting a virtual thread ends what it does on a socket.
        Thread.ofVirtual().name("probe").start(opening);
        try {
            opening.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LiveException(LiveError.SOURCE_STALLED, "no audio within " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            throw new IngestException(IngestError.INTERRUPTED, "", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LiveException refused) {
                throw refused;
            }
            throw new IngestException(IngestError.INTERNAL, "", e.getCause());
        } finally {
            opening.cancel(true);
        }
    }

    private static boolean mayBeOffAir(LiveException refused) {
        return refused.status() == 404 || refused.code() == LiveError.SOURCE_OFF_AIR;
    }
}
