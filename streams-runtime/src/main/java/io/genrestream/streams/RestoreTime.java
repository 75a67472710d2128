package io.genrestream.streams;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** For how long state stores have been restored, however many of them at once. */
final class RestoreTime implements StateRestoreListener {
    private final Set<TopicPartition> restoring = new HashSet<>();
    private long since;
    private long nanos;

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (restoring.isEmpty()) {
            since = System.nanoTime();
        }
        restoring.add(changelog);
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long to, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        ended(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        ended(changelog);
    }

    /** Of an application that has gone, whatever it was in the middle of. */
    synchronized void reset() {
        Set.copyOf(restoring).forEach(this::ended);
    }

    synchronized int stores() {
        return restoring.size();
    }

    /** Those that last included. */
    synchronized double seconds() {
        return (nanos + (restoring.isEmpty() ? 0 : System.nanoTime() - since)) / 1e9;
    }

    private synchronized void ended(TopicPartition changelog) {
        if (restoring.remove(changelog) && restoring.isEmpty()) {
            nanos += System.nanoTime() - since;
        }
    }
}
