package io.genrestream.decoding;

import io.genrestream.decoding.wire.FrameReader;
import io.genrestream.decoding.wire.FrameType;
import io.genrestream.decoding.wire.FrameWriter;
import io.genrestream.decoding.wire.OpenRecord;
import io.genrestream.decoding.worker.DecoderWorker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One child process and the streams it serves at present. */
final class WorkerProcess {
    private static final long START_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long CANCEL_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** Exit code of a JVM that ends itself for want of memory, and of {@link DecoderWorker} when a thread finds none. */
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final FrameWriter out;
    private final ErrorOutput errors;
    private final Thread listener;
    private final Runnable changed;
    private final long started = System.nanoTime();
    private final Map<Integer, Decoding> streams = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();
    private int lastStream;
    private volatile boolean ready;
    private volatile boolean gone;

    /** @param changed told whenever a place came free or the process is gone */
    WorkerProcess(Process process, Runnable changed) {
        this.process = process;
        this.changed = changed;
        out = new FrameWriter(process.getOutputStream());
        errors = new ErrorOutput(process.getErrorStream());
        String name = "decoder-" + process.pid();
        listener = Thread.ofPlatform().daemon().name(name + "-errors").start(errors);
        Thread.ofPlatform().daemon().name(name).start(this::receive);
    }

    /** Begins a stream; only the pool calls it, which counts the places. */
    Decoding open(OpenRecord order, StreamLimits limits) {
        int stream = ++lastStream;
        var decoding = new Decoding(this, stream, limits, order.window());
        streams.put(stream, decoding);
        byte[] payload = order.encode();
        send(FrameType.OPEN, stream, payload, 0, payload.length);
        if (gone) {
            // It went before it knew of this stream.
            lose();
        }
        return decoding;
    }

    int streamCount() {
        return streams.size();
    }

    /** Streams that ended with it (count). */
    int lostStreams() {
        return lost.get();
    }

    boolean gone() {
        return gone;
    }

    /** Whether it ever told that it had started. */
    boolean wasReady() {
        return ready;
    }

    /** A failure to write is not told to the caller: the process is going, and every stream will be told why. */
    void send(FrameType type, int stream, byte[] bytes, int offset, int length) {
        try {
            out.write(type, stream, bytes, offset, length);
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    void credit(int stream, int bytes) {
        send(
                FrameType.CREDIT,
                stream,
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array(),
                0,
                Integer.BYTES);
    }

    /** Does not wait: a worker that takes no frames may hold up whoever writes one. */
    void cancel(int stream) {
        Thread.ofVirtual().start(() -> send(FrameType.CANCEL, stream, new byte[0], 0, 0));
    }

    /** Kills the process if it does not start, or if one of its streams has made no progress for longer than allowed. */
    void checkProgress() {
        long now = System.nanoTime();
        if (!ready) {
            if (now - started > START_NANOS) {
                kill();
            }
            return;
        }
        for (Decoding decoding : streams.values()) {
            if (decoding.stalled(now, CANCEL_NANOS)) {
                decoding.lost(new DecodingException(DecodingError.TIME_LIMIT));
                kill();
            }
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    private void receive() {
        var in = new FrameReader(process.getInputStream());
        try {
            while (in.next()) {
                if (in.type() == FrameType.READY) {
                    streams.values().forEach(Decoding::startClock);
                    ready = true;
                    continue;
                }
                Decoding decoding = streams.get(in.stream());
                if (decoding != null && decoding.receive(in)) {
                    streams.remove(in.stream());
                    changed.run();
                }
            }
        } catch (IOException | RuntimeException e) {
            // What it says cannot be trusted any more: it is no frame, perhaps the beginning of a crash report.
        }
        gone = true;
        awaitEnd();
        process.destroyForcibly();
        awaitEnd();
        lose();
        changed.run();
    }

    private void awaitEnd() {
        try {
            process.waitFor(LAST_WORDS);
            listener.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lose() {
        var why = new DecodingException(reason(), exit());
        for (Integer stream : streams.keySet()) {
            Decoding decoding = streams.remove(stream);
            if (decoding != null) {
                decoding.lost(why);
                lost.incrementAndGet();
            }
        }
    }

    private DecodingError reason() {
        if (!ready) {
            return DecodingError.DECODER_UNAVAILABLE;
        }
        // Of several streams nobody knows which one took the memory.
        boolean alone = streams.size() == 1;
        return alone && ranOutOfMemory() ? DecodingError.MEMORY_LIMIT : DecodingError.DECODER_CRASHED;
    }

    private boolean ranOutOfMemory() {
        return !process.isAlive()
                && (process.exitValue() == OUT_OF_MEMORY || errors.text().contains("insufficient memory"));
    }

    String exit() {
        return process.isAlive() ? "no exit code" : "exit code " + process.exitValue();
    }

    /** How it ended and its last errors, which may quote the file: one line for the log, and for nobody else. */
    String end() {
        return errors.text().isEmpty() ? exit() : exit() + ": " + errors.text();
    }
}
