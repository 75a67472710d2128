package io.genrestream.ingest.publish;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.ingest.fault.IngestException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes one attempt's audio as chunks of a second. Waits while too many are unacknowledged, which is how a slow
 * broker slows the client down. For one thread.
 */
public final class ChunkPublisher {
    /** What all chunks of an attempt have in common. */
    public record Stream(String streamId, long attempt, int epoch, String externalId, Map<String, String> attributes) {}

    private final Producer<String, SpecificRecord> producer;
    private final String topic;
    private final Stream stream;
    private final int sampleRate;
    private final int inFlight;
    private final Clock clock;
    private final Fence fence;
    private final ChunkListener listener;
    private final Semaphore room;
    private final AtomicReference<Exception> fault = new AtomicReference<>();
    /** A second, the length of a chunk. */
    private final short[] pending;

    private int filled;
    private long sequence;
    private long samples;

    /**
     * @param sampleRate of the samples that will be added (Hz)
     * @param inFlight chunks that may wait for their acknowledgement (count)
     */
    public ChunkPublisher(
            Producer<String, SpecificRecord> producer,
            String topic,
            Stream stream,
            int sampleRate,
            int inFlight,
            Clock clock,
            Fence fence,
            ChunkListener listener) {
        this.producer = producer;
        this.topic = topic;
        this.stream = stream;
        this.sampleRate = sampleRate;
        this.pending = new short[sampleRate];
        this.inFlight = inFlight;
        this.clock = clock;
        this.fence = fence;
        this.listener = listener;
        this.room = new Semaphore(inFlight);
    }

    /**
     * Takes the first {@code length} samples. A full chunk is held back until there is more, since only then it is
     * certain not to be the last.
     *
     * @throws IngestException when the broker refused an earlier chunk or did not acknowledge it in time
     */
    public void add(short[] pcm, int length) {
        int taken = 0;
        while (taken < length) {
            if (filled == pending.length) {
                publish(EndReason.NONE);
            }
            int part = Math.min(length - taken, pending.length - filled);
            System.arraycopy(pcm, taken, pending, filled, part);
            filled += part;
            taken += part;
        }
    }

    /** Publishes the last chunk, and returns when the broker has acknowledged all. */
    public void finish(EndReason reason) {
        publish(reason);
        try {
            room.acquire(inFlight);
        } catch (InterruptedException e) {
            throw PublishFault.of(e);
        }
        room.release(inFlight);
        throwFault();
    }

    /** The record that ends an attempt which broke off: what has come since the last chunk, and the reason. */
    public AudioChunk breakOff(EndReason reason) {
        return next(reason);
    }

    /** The same without the audio since the last chunk, for a broker that does not take such records. */
    public AudioChunk breakOffAtLastChunk(EndReason reason) {
        filled = 0;
        return next(reason);
    }

    /** Publishes this very chunk, however often it was published before, and returns when the broker has acknowledged it. */
    public void publishAgain(AudioChunk chunk) {
        try {
            fence.pass();
            PublishFault.await(producer.send(record(topic, chunk)));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw PublishFault.of(e);
        }
    }

    /** Chunks published, acknowledged or not (count). */
    public long chunks() {
        return sequence;
    }

    /** Audio in the chunks published (seconds). */
    public double seconds() {
        return (double) samples / sampleRate;
    }

    private void publish(EndReason reason) {
        try {
            room.acquire();
            throwFault();
            fence.pass();
            AudioChunk chunk = next(reason);
            double seconds = (double) filled / sampleRate;
            long sent = System.nanoTime();
            producer.send(record(topic, chunk), (_, failure) -> {
                if (failure == null) {
                    listener.acknowledged(seconds, Duration.ofNanos(System.nanoTime() - sent));
                } else {
                    fault.compareAndSet(null, failure);
                }
                room.release();
            });
            samples += filled;
            filled = 0;
            sequence++;
        } catch (InterruptedException | RuntimeException e) {
            throw PublishFault.of(e);
        }
    }

    /** The record that carries a chunk: keyed by its stream, stamped with the time at which its audio came in. */
    public static ProducerRecord<String, SpecificRecord> record(String topic, AudioChunk chunk) {
        return new ProducerRecord<>(topic, null, chunk.getCapturedAt().toEpochMilli(), chunk.getStreamId(), chunk);
    }

    private AudioChunk next(EndReason reason) {
        ByteBuffer bytes = ByteBuffer.allocate(filled * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pending, 0, filled);
        return AudioChunk.newBuilder()
                .setStreamId(stream.streamId())
                .setAttempt(stream.attempt())
                .setEpoch(stream.epoch())
                .setSequence(sequence)
                .setStartSample(samples)
                .setSampleRate(sampleRate)
                .setSamples(bytes)
                .setEndReason(reason)
                .setExternalId(stream.externalId())
                .setAttributes(stream.attributes())
                .setCapturedAt(clock.instant())
                .build();
    }

    private void throwFault() {
        Exception failure = fault.get();
        if (failure != null) {
            throw PublishFault.of(failure);
        }
    }
}
