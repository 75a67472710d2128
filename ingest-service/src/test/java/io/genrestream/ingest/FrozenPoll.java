package io.genrestream.ingest;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Lets the thread that polls for a member stand still, while its client's own threads go on. */
public final class FrozenPoll implements ConsumerInterceptor<byte[], byte[]> {
    private static volatile CountDownLatch thaw = new CountDownLatch(0);

    static void freeze() {
        thaw = new CountDownLatch(1);
    }

    static void thaw() {
        thaw.countDown();
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            thaw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return records;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        // It has no settings.
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
