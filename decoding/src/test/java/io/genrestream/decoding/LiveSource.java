package io.genrestream.decoding;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** A live source as a service has it: its bytes are given as they come, its samples taken as they come. */
final class LiveSource implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Decoding decoding;
    private final CompletableFuture<DecodedAudio> end = new CompletableFuture<>();
    private short[] samples = new short[1 << 16];
    private int count;

    private LiveSource(Decoding decoding) {
        this.decoding = decoding;
    }

    static LiveSource open(DecoderPool pool, LiveFormat format) throws DecodingException {
        return open(pool, format, Decoded.RATE);
    }

    static LiveSource open(DecoderPool pool, LiveFormat format, int rate) throws DecodingException {
        var source = new LiveSource(pool.openLive(format, rate));
        Thread.ofVirtual().start(source::read);
        return source;
    }

    Decoding decoding() {
        return decoding;
    }

    LiveSource give(byte[] bytes) throws DecodingException {
        return give(bytes, 0, bytes.length);
    }

    LiveSource give(byte[] bytes, int from, int to) throws DecodingException {
        decoding.write(bytes, from, to - from);
        return this;
    }

    /** Waits until so many samples have come, without giving more bytes. */
    LiveSource awaitSamples(double atLeast) {
        await().atMost(PATIENCE).until(() -> count() >= atLeast || end.isCompletedExceptionally());
        failure();
        return this;
    }

    /** Why it failed, once it has. */
    DecodingException awaitFailure() {
        await().atMost(PATIENCE).until(end::isDone);
        return (DecodingException) end.exceptionNow();
    }

    /** Ends it and waits for what was decoded. */
    DecodedAudio end() throws DecodingException {
        decoding.finish();
        return end.join();
    }

    synchronized int count() {
        return count;
    }

    synchronized short[] samples() {
        return Arrays.copyOf(samples, count);
    }

    @Override
    public void close() {
        decoding.close();
    }

    private void failure() {
        if (end.isCompletedExceptionally()) {
            end.join();
        }
    }

    private void read() {
        short[] block = new short[2000];
        try {
            for (int got = decoding.read(block); got >= 0; got = decoding.read(block)) {
                take(block, got);
            }
            end.complete(decoding.summary());
        } catch (DecodingException e) {
            end.completeExceptionally(e);
        }
    }

    private synchronized void take(short[] block, int got) {
        if (count + got > samples.length) {
            samples = Arrays.copyOf(samples, 2 * samples.length);
        }
        System.arraycopy(block, 0, samples, count, got);
        count += got;
    }
}
