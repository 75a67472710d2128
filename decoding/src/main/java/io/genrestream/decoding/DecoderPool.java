package io.genrestream.decoding;

import io.genrestream.decoding.wire.OpenRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Supervised decoder processes. A process that crashes or hangs costs its streams, and is replaced. Safe for many threads. */
public final class DecoderPool implements AutoCloseable {
    private static final int LOWEST_RATE = 4_000;
    private static final int HIGHEST_RATE = 192_000;

    private static final System.Logger LOG = System.getLogger(DecoderPool.class.getName());
    private static final long CHECK_MILLIS = 100;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * Spare workers come last, those that still start behind those that are ready: a process costs more than the places
     * in it. Of those in use the one with the fewest streams is taken, so that a crash costs few.
     */
    private static final Comparator<WorkerProcess> PLACING = Comparator.comparing(
                    (WorkerProcess worker) -> worker.streamCount() == 0)
            .thenComparing(worker -> !worker.wasReady())
            .thenComparing(WorkerProcess::streamCount);

    private final DecoderSettings settings;
    private final WorkerCommand command;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("decoder-supervisor").factory());
    private long noSparesBefore = System.nanoTime();
    private boolean closed;
    private long deaths;
    private long lostStreams;

    /** Why the last worker that was to start did not; null when one was seen to have started since. */
    private String trouble;

    /**
     * Starts the spare workers, without waiting for them.
     *
     * @throws DecodingException UNLIMITED_MEMORY where their memory cannot be limited and the settings do not allow that;
     *     DECODER_UNAVAILABLE when the workers' classes are not found
     */
    public DecoderPool(DecoderSettings settings) throws DecodingException {
        this.settings = settings;
        command = new WorkerCommand(settings);
        supervisor.scheduleWithFixedDelay(this::supervise, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Refuses a rate that streams cannot be decoded to.
     *
     * @param sampleRate in Hz, 4,000 to 192,000
     * @throws DecodingException UNSUPPORTED_RATE
     */
    public static void requireRate(int sampleRate) throws DecodingException {
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
            throw new DecodingException(DecodingError.UNSUPPORTED_RATE, sampleRate + " Hz");
        }
    }

    /**
     * Takes a place in a worker for a file, waiting for one for as long as the settings say.
     *
     * @param sampleRate of what is to be given out (Hz), whatever the file's own, see {@link #requireRate}
     * @throws DecodingException DECODERS_BUSY when none came free, DECODER_UNAVAILABLE when none could be started,
     *     UNSUPPORTED_RATE
     */
    public Decoding open(StreamLimits limits, int sampleRate) throws DecodingException {
        return open(limits, sampleRate, Optional.empty());
    }

    /**
     * Takes a place in a worker for a live source, which may be joined in the middle and has no end: its first samples
     * come as soon as its first frames have, and nothing is held back after them. A source that sends nothing is waited
     * for without a limit.
     *
     * <p>Bytes that are not of the format, also later on, are passed over without an error: whoever gives bytes and
     * gets no samples for ten seconds should close it and open another, with {@link LiveFormat#UNKNOWN}.
     *
     * @param format what the bytes are
     * @param sampleRate of what is to be given out (Hz), whatever the source's own, see {@link #requireRate}
     * @throws DecodingException as {@link #open}
     */
    public Decoding openLive(LiveFormat format, int sampleRate) throws DecodingException {
        return open(StreamLimits.LIVE, sampleRate, Optional.of(format));
    }

    private synchronized Decoding open(StreamLimits limits, int sampleRate, Optional<LiveFormat> live)
            throws DecodingException {
        requireRate(sampleRate);
        OpenRecord order = OpenRecord.of(sampleRate, limits.audio(), settings.windowBytes(), live);
        long deadline = System.nanoTime() + settings.waitForWorker().toNanos();
        while (!closed) {
            WorkerProcess worker = placeIn();
            if (worker != null) {
                return worker.open(order, limits);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new DecodingException(DecodingError.DECODERS_BUSY, settings.workers() + " workers");
            }
            waitForPlace(millis);
        }
        throw new DecodingException(DecodingError.CANCELLED, "the pool is closed");
    }

    /** Why no file can be decoded at present; empty while a worker is there, or nothing speaks against one starting. */
    public synchronized Optional<String> trouble() {
        if (workers.stream().anyMatch(WorkerProcess::wasReady)) {
            trouble = null;
        }
        return Optional.ofNullable(trouble);
    }

    /** Processes that crashed, hung or did not start (count). */
    public synchronized long deaths() {
        return deaths;
    }

    /** Streams that ended with their process (count). */
    public synchronized long lostStreams() {
        return lostStreams;
    }

    /** Ends all workers; streams still open fail. */
    @Override
    public void close() {
        supervisor.shutdownNow();
        synchronized (this) {
            closed = true;
            workers.forEach(WorkerProcess::kill);
            notifyAll();
        }
    }

    /** A worker that has a place for one more stream, started if need be; null when all are full. */
    private WorkerProcess placeIn() throws DecodingException {
        Optional<WorkerProcess> best = workers.stream()
                .filter(worker -> !worker.gone() && worker.streamCount() < settings.streamsPerWorker())
                .min(PLACING);
        return best.isEmpty() && workers.size() < settings.workers() ? start() : best.orElse(null);
    }

    private WorkerProcess start() throws DecodingException {
        var worker = new WorkerProcess(command.start(), this::changed);
        workers.add(worker);
        return worker;
    }

    private synchronized void changed() {
        for (WorkerProcess worker : List.copyOf(workers)) {
            if (worker.gone()) {
                workers.remove(worker);
                if (!closed) {
                    noteDeath(worker);
                }
            }
        }
        notifyAll();
    }

    private void noteDeath(WorkerProcess worker) {
        deaths++;
        lostStreams += worker.lostStreams();
        LOG.log(System.Logger.Level.WARNING, "A decoder worker died: " + worker.end());
        if (!worker.wasReady()) {
            trouble = "no decoder starts: " + worker.exit();
            // It cannot even start: trying without pause would only burn the processor.
            noSparesBefore = System.nanoTime() + RETRY_NANOS;
        }
    }

    private void supervise() {
        List<WorkerProcess> checked;
        synchronized (this) {
            startSpares();
            checked = List.copyOf(workers);
        }
        checked.forEach(WorkerProcess::checkProgress);
    }

    private void startSpares() {
        long idle = workers.stream().filter(w -> w.streamCount() == 0).count();
        if (closed
                || idle >= settings.spareWorkers()
                || workers.size() >= settings.workers()
                || System.nanoTime() - noSparesBefore < 0) {
            return;
        }
        try {
            start();
        } catch (DecodingException e) {
            trouble = e.getMessage();
            LOG.log(System.Logger.Level.WARNING, "No spare decoder worker: " + e.getMessage());
            noSparesBefore = System.nanoTime() + RETRY_NANOS;
        }
    }

    private void waitForPlace(long millis) throws DecodingException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DecodingException(DecodingError.CANCELLED, "interrupted");
        }
    }
}
