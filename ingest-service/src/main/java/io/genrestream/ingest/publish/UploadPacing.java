package io.genrestream.ingest.publish;

import io.genrestream.topic.StreamKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps live audio from waiting behind uploads, which come hundreds of times as fast: in a partition with a live stream an
 * upload publishes only as much as keeps the consumers' lag small, but never more slowly than it would play. Elsewhere it
 * waits for nothing.
 */
public final class UploadPacing implements Publishing.Pacing, AutoCloseable {
    /** Records that may be unread in such a partition (count): some 50 ms of work. */
    public static final int LAG = 20;

    private static final Logger LOG = LoggerFactory.getLogger(UploadPacing.class);
    private static final long CHECK_MILLIS = 100;
    private static final int CHECKS_PER_LIST = 10;

    /** The length of an upload's chunks: waiting longer would be slower than it plays. */
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final Callable<Map<Integer, Long>> lag;
    private final Supplier<Set<Integer>> live;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upload-pacing").factory());

    /** By partition, chunks that may be published before the next check (count); guarded by this. */
    private final long[] room;

    private volatile boolean asked;
    private volatile Throwable death;
    private Set<Integer> shared = Set.of();
    private int checks;

    /**
     * @param lag by partition, what the services behind have not read (records)
     * @param live partitions in which there are live streams
     * @param partitions of the topic of chunks (count)
     */
    public UploadPacing(Callable<Map<Integer, Long>> lag, Supplier<Set<Integer>> live, int partitions) {
        this.lag = lag;
        this.live = live;
        this.room = new long[partitions];
        Arrays.fill(room, Long.MAX_VALUE);
        executor.scheduleWithFixedDelay(this::readLag, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void await(String streamId) throws InterruptedException {
        asked = true;
        int partition = StreamKey.partition(streamId, room.length);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        long left = LONGEST_WAIT_MILLIS;
        while (room[partition] == 0 && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        room[partition] = Math.max(0, room[partition] - 1);
    }

    /** What ended it for good; the process has to be started again then. */
    public Optional<Throwable> death() {
        return Optional.ofNullable(death);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** Asks the broker only while there are uploads, and live streams beside them. */
    private void readLag() {
        if (!asked) {
            return;
        }
        asked = false;
        try {
            if (checks++ % CHECKS_PER_LIST == 0) {
                shared = live.get();
            }
            give(shared.isEmpty() ? Map.of() : lag.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("The lag is not known; uploads go on as fast as they play.", e);
        } catch (Throwable e) {
            // The executor would pass over it, and never run this again.
            LOG.error("The pacing of uploads has ended for good.", e);
            death = e;
            throw e;
        }
    }

    private synchronized void give(Map<Integer, Long> unread) {
        for (int partition = 0; partition < room.length; partition++) {
            room[partition] =
                    shared.contains(partition) ? Math.max(0, LAG - unread.getOrDefault(partition, 0L)) : Long.MAX_VALUE;
        }
        notifyAll();
    }
}
