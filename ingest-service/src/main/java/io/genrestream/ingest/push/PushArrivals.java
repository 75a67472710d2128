package io.genrestream.ingest.push;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a client has sent and the decoder has not taken yet: bytes within the credit, and what it says between them. Safe for
 * many threads; whoever adds never waits.
 */
final class PushArrivals {
    private static final byte[] NOTHING = new byte[0];

    /**
     * @param bytes of audio; none for anything else
     * @param droppedSamples that are missing before the next bytes; 0 for anything else
     */
    record Arrival(byte[] bytes, long droppedSamples) {
        boolean isEnd() {
            return bytes.length == 0 && droppedSamples == 0;
        }
    }

    private static final Arrival END = new Arrival(NOTHING, 0);

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private int credit;

    /** Of a gap that is still without audio behind it: so clients that only ever drop fill no memory. */
    private long droppedSamples;

    synchronized void grant(int bytes) {
        credit += bytes;
    }

    /** @throws IngestException CREDIT_EXCEEDED */
    synchronized void add(byte[] bytes) {
        credit -= bytes.length;
        if (credit < 0) {
            throw new IngestException(IngestError.CREDIT_EXCEEDED);
        }
        addGap();
        arrived.add(new Arrival(bytes, 0));
    }

    /**
     * @param samples that are missing here
     * @param most that may be missing in one place
     * @throws IngestException INVALID_MESSAGE
     */
    synchronized void addDropped(long samples, long most) {
        if (samples < 1 || samples > most - droppedSamples) {
            throw new IngestException(
                    IngestError.INVALID_MESSAGE, "samples must be 1 to those of a day, and no more in one place");
        }
        droppedSamples += samples;
    }

    synchronized void end() {
        addGap();
        arrived.add(END);
    }

    /**
     * @param longest that may be waited for it
     * @throws IngestException BODY_STALLED
     */
    Arrival next(Duration longest) throws InterruptedException {
        Arrival next = arrived.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new IngestException(IngestError.BODY_STALLED);
        }
        return next;
    }

    private void addGap() {
        if (droppedSamples > 0) {
            arrived.add(new Arrival(NOTHING, droppedSamples));
            droppedSamples = 0;
        }
    }
}
