package io.genrestream.ingest.publish;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.kit.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes one attempt's audio as chunks. For an upload it waits while too many are unacknowledged, which is how a
 * slow broker slows the client down. For a live source, which nobody can slow down for long, it throws after a second.
 * For one thread.
 */
public final class ChunkPublisher {
    /** What all chunks of an attempt have in common. */
    public record Stream(
            String streamId, long attempt, String externalId, Map<String, String> attributes, boolean live) {}

    private final Publishing publishing;
    private final ChunkTopic topic;
    private final Stream stream;
    private final InFlightChunks inFlight;
    private final AtomicReference<Exception> fault = new AtomicReference<>();
    private final AtomicLong lostSamples = new AtomicLong();
    private final short[] pending;
    private final Tracer tracer = Traces.tracer();

    /** Of the upload; each chunk of what has no end has a trace of its own. */
    private final Context trace = Context.current();

    private volatile int epoch;
    private String title;
    /** Length of the chunk that is being filled, and what it has so far (samples). */
    private int full;

    private int filled;
    private long sequence;
    private long chunks;
    private long startSample;

    /** @param epoch of the first chunk */
    public ChunkPublisher(Publishing publishing, Stream stream, int epoch) {
        this.publishing = publishing;
        this.topic = publishing.topic();
        this.stream = stream;
        this.epoch = epoch;
        this.full = publishing.length().first();
        this.pending = new short[Math.max(full, publishing.length().each())];
        this.inFlight = new InFlightChunks(publishing.inFlight());
    }

    /**
     * Takes the first {@code length} samples. An upload's full chunk is held back until there is more, since only then
     * it is certain not to be the last; a live one is published at once.
     *
     * @throws IngestException when the broker refused an earlier chunk or did not acknowledge it in time; for a live
     *     source also when too many are unacknowledged, the samples in the chunk being kept until {@link #drop}
     */
    public void add(short[] pcm, int length) {
        add(pcm, 0, length);
    }

    /** Takes {@code length} samples from {@code offset} on. */
    public void add(short[] pcm, int offset, int length) {
        publishing.listener().taken(topic.seconds(length));
        int taken = 0;
        while (taken < length) {
            if (filled == full) {
                publish(EndReason.NONE);
            }
            int part = Math.min(length - taken, full - filled);
            System.arraycopy(pcm, offset + taken, pending, filled, part);
            filled += part;
            taken += part;
            if (stream.live() && filled == full) {
                publish(EndReason.NONE);
            }
        }
    }

    /** Samples that fit into the chunk that is being filled (count). */
    public int untilFull() {
        return full - filled;
    }

    /** Publishes what the chunk has so far, if anything. */
    public void flush() {
        if (filled > 0) {
            publish(EndReason.NONE);
        }
    }

    /** Gives up what has not been published; returns how much that is (samples). */
    public int drop() {
        int dropped = filled;
        filled = 0;
        return dropped;
    }

    /**
     * Begins an epoch, in which what went wrong before does not count. Nothing may be pending.
     *
     * @param start media time of its first sample (samples); never before what has been published
     */
    public void nextEpoch(int next, long start) {
        epoch = next;
        fault.set(null);
        sequence = 0;
        full = publishing.length().first();
        startSample = Math.max(startSample, start);
    }

    /** @param now what the source says is playing; null for nothing */
    public void title(String now) {
        title = now;
    }

    /** Chunks that wait for their acknowledgement (count). */
    public int unacknowledged() {
        return inFlight.count();
    }

    /** Audio that was given to the broker's client and never acknowledged (seconds). */
    public double lostSeconds() {
        return topic.seconds(lostSamples.get());
    }

    /** Publishes the last chunk, and returns when the broker has acknowledged all. */
    public void finish(EndReason reason) {
        publish(reason);
        try {
            inFlight.awaitNone();
        } catch (InterruptedException e) {
            throw PublishFault.of(e);
        }
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

    /**
     * Publishes this very chunk, however often it was published before, and returns when the broker has acknowledged
     * it.
     */
    public void publishAgain(AudioChunk chunk) {
        try {
            publishing.membership().requireMember();
            PublishFault.await(topic.producer().send(topic.record(chunk)));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw PublishFault.of(e);
        }
    }

    /** Chunks published, acknowledged or not (count). */
    public long chunks() {
        return chunks;
    }

    /** Media time reached, audio that was lost included (samples). */
    public long mediaEnd() {
        return startSample;
    }

    /** Media time reached (seconds). */
    public double seconds() {
        return topic.seconds(startSample);
    }

    private void publish(EndReason reason) {
        try {
            publishing.pacing().await(stream.streamId());
            inFlight.add();
            boolean sent = false;
            try {
                throwFault();
                publishing.membership().requireMember();
                send(next(reason), filled);
                sent = true;
            } finally {
                if (!sent) {
                    inFlight.remove();
                }
            }
            startSample += filled;
            filled = 0;
            full = publishing.length().each();
            sequence++;
            chunks++;
        } catch (InterruptedException | RuntimeException e) {
            throw PublishFault.of(e);
        }
    }

    private void send(AudioChunk chunk, int samples) {
        long sent = System.nanoTime();
        Span span = tracer.spanBuilder("send " + topic.name())
                .setParent(trace)
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        ProducerRecord<String, SpecificRecord> event = topic.record(chunk);
        if (span.isRecording()) {
            describe(span, chunk);
            Traces.write(trace.with(span), header -> event.headers().add(Traces.HEADER, header));
        }
        try {
            topic.producer().send(event, (_, failure) -> {
                if (failure != null) {
                    span.recordException(failure).setStatus(StatusCode.ERROR);
                }
                span.end();
                acknowledged(chunk.getEpoch(), samples, Duration.ofNanos(System.nanoTime() - sent), failure);
            });
        } catch (RuntimeException e) {
            span.recordException(e).setStatus(StatusCode.ERROR);
            span.end();
            throw e;
        }
    }

    private void describe(Span span, AudioChunk chunk) {
        span.setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic.name())
                .setAttribute(Traces.STREAM_ID, chunk.getStreamId())
                .setAttribute(Traces.EPOCH, chunk.getEpoch())
                .setAttribute(Traces.SEQUENCE, chunk.getSequence());
    }

    private void acknowledged(int sentIn, int samples, Duration latency, Exception failure) {
        if (failure == null) {
            publishing.listener().acknowledged(topic.seconds(samples), latency);
        } else {
            lostSamples.addAndGet(samples);
            publishing.listener().lost(topic.seconds(samples));
            if (sentIn == epoch) {
                fault.compareAndSet(null, failure);
            }
        }
        inFlight.remove();
    }

    private AudioChunk next(EndReason reason) {
        ByteBuffer bytes = ByteBuffer.allocate(filled * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pending, 0, filled);
        return AudioChunk.newBuilder()
                .setStreamId(stream.streamId())
                .setAttempt(stream.attempt())
                .setEpoch(epoch)
                .setSequence(sequence)
                .setStartSample(startSample)
                .setSampleRate(topic.sampleRate())
                .setSamples(bytes)
                .setEndReason(reason)
                .setExternalId(stream.externalId())
                .setAttributes(stream.attributes())
                .setLive(stream.live())
                .setTitle(title)
                .setCapturedAt(topic.clock().instant())
                .build();
    }

    private void throwFault() {
        Exception failure = fault.get();
        if (failure != null) {
            throw PublishFault.of(failure);
        }
    }
}
