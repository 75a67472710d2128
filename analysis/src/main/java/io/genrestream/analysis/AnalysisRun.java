package io.genrestream.analysis;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.DecodingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Analyses files, several at once, each job with a front end and a decoder process of its own. One file's fault is its
 * outcome and touches no other.
 */
public final class AnalysisRun implements AutoCloseable {
    /** Outcomes that may wait, in files a job, for a longer track that was named before them. */
    private static final int AHEAD = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int jobs;
    private final DecoderPool decoders;
    private final ExecutorService workers;
    private final ThreadLocal<FileAnalyzer> analyzers;
    private final DoubleAdder seconds = new DoubleAdder();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile int files;
    private volatile long started = System.nanoTime();

    /** Takes each file's outcome, in the order of the files, in the thread that runs. */
    @FunctionalInterface
    public interface Outcomes<S> {

        /** @param sink what was made for the file */
        void take(FileAnalysis outcome, S sink);
    }

    private record Pending<S>(S sink, Future<FileAnalysis> outcome) {}

    /**
     * @param jobs files at once
     * @param analyzer makes one for each job, in the job's own thread
     * @throws DecodingException as {@link DecoderPool#DecoderPool} does
     */
    public AnalysisRun(int jobs, Excerpt excerpt, Supplier<SampleAnalyzer> analyzer) throws DecodingException {
        this.jobs = jobs;
        // All workers at once, since the jobs begin together.
        decoders = new DecoderPool(DecoderSettings.defaults().withWorkers(jobs, jobs, 1, PATIENCE));
        workers = Executors.newFixedThreadPool(
                jobs, Thread.ofPlatform().daemon().name("analysis-", 0).factory());
        analyzers = ThreadLocal.withInitial(() -> new FileAnalyzer(decoders, analyzer.get(), excerpt, seconds::add));
    }

    /**
     * Analyses all files and returns when the last outcome was taken.
     *
     * @param sinks makes what takes a file's frames and windows
     * @throws InterruptedException when the thread is interrupted: what was under way is given up
     * @throws java.io.UncheckedIOException as a sink or {@code outcomes} throws it
     */
    public <S extends TrackSink> void run(List<Path> paths, Function<Path, S> sinks, Outcomes<? super S> outcomes)
            throws InterruptedException {
        files = paths.size();
        done.set(0);
        failed.set(0);
        seconds.reset();
        started = System.nanoTime();
        Deque<Pending<S>> pending = new ArrayDeque<>();
        Iterator<Path> next = paths.iterator();
        try {
            while (next.hasNext() || !pending.isEmpty()) {
                while (next.hasNext() && pending.size() < AHEAD * jobs) {
                    pending.addLast(submit(next.next(), sinks));
                }
                Pending<S> first = pending.getFirst();
                outcomes.take(outcome(first), first.sink());
                pending.removeFirst();
            }
        } finally {
            pending.forEach(one -> one.outcome().cancel(true));
        }
    }

    /** From any thread, at any time. */
    public Progress progress() {
        return new Progress(
                files, done.get(), failed.get(), seconds.sum(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** Ends the decoder processes, and with them what is under way. */
    @Override
    public void close() {
        workers.shutdownNow();
        decoders.close();
    }

    private <S extends TrackSink> Pending<S> submit(Path file, Function<Path, S> sinks) {
        S sink = sinks.apply(file);
        return new Pending<>(sink, workers.submit(() -> {
            FileAnalysis outcome = analyzers.get().analyze(file, sink);
            done.incrementAndGet();
            if (outcome instanceof FileAnalysis.Failed) {
                failed.incrementAndGet();
            }
            return outcome;
        }));
    }

    private static FileAnalysis outcome(Pending<?> pending) throws InterruptedException {
        // An outcome that is there already is given out without a look at the interrupt.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return pending.outcome().get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case InterruptedException ended -> throw ended;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
