package io.genrestream.ingest.service;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.ActiveStreams;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts in order when what they need is there, says what is waited for until then, and stops them in order.
 * Nothing outside need be up when it starts.
 */
public final class IngestService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    private static final long INTERVAL_MILLIS = 200;
    private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** One step of the start, done again until it throws nothing. */
    public record Step(String name, Action action) {
        @FunctionalInterface
        public interface Action {
            void run() throws Exception;
        }
    }

    /** A part's health: what is wrong with it, or nothing. */
    @FunctionalInterface
    public interface Check {
        Optional<String> fault();
    }

    private final List<Step> steps;
    private final List<Check> passing;
    private final List<Check> lasting;
    private final ActiveStreams active;
    private final Duration stopLimit;
    private final List<AutoCloseable> parts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread starting = new Thread(this::startSteps, "ingest-start");
    private volatile String waitingFor = "the start";
    private volatile boolean ready;
    private volatile String startFault;

    /**
     * @param steps in order
     * @param passing faults that pass by themselves, such as a broker that is away: not ready until then
     * @param lasting faults that only another start mends
     * @param stopLimit how long a stop waits for open uploads to be ended in the log
     * @param parts closed in this order after that
     */
    public IngestService(
            List<Step> steps,
            List<Check> passing,
            List<Check> lasting,
            ActiveStreams active,
            Duration stopLimit,
            List<AutoCloseable> parts) {
        this.steps = List.copyOf(steps);
        this.passing = List.copyOf(passing);
        this.lasting = List.copyOf(lasting);
        this.active = active;
        this.stopLimit = stopLimit;
        this.parts = List.copyOf(parts);
    }

    /** Returns at once; see {@link #isReady()}. */
    public void start() {
        starting.setDaemon(true);
        starting.start();
    }

    public boolean isReady() {
        return ready && fault(lasting).isEmpty() && fault(passing).isEmpty();
    }

    /** @throws IngestException NOT_READY, with what is waited for */
    public void requireReady() {
        if (!isReady()) {
            throw new IngestException(IngestError.NOT_READY, waitingFor());
        }
    }

    /** In words, what the start waits for, or what is wrong now; empty when ready. */
    public String waitingFor() {
        return ready ? fault(lasting).or(() -> fault(passing)).orElse("") : waitingFor;
    }

    /** What only another start mends, if there is such a thing. */
    public Optional<String> fatal() {
        return Optional.ofNullable(startFault).or(() -> fault(lasting));
    }

    private static Optional<String> fault(List<Check> checks) {
        return checks.stream().flatMap(check -> check.fault().stream()).findFirst();
    }

    /** Takes no more uploads, ends the open ones in the log, and closes everything. */
    @Override
    public void close() {
        ready = false;
        waitingFor = "the end";
        closing.countDown();
        active.interruptAll(stopLimit);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Closing {} failed.", part.getClass().getSimpleName(), e);
            }
        }
    }

    private void startSteps() {
        try {
            for (Step step : steps) {
                long reminded = System.nanoTime() - REMINDER_NANOS;
                while (!done(step)) {
                    if (System.nanoTime() - reminded >= REMINDER_NANOS) {
                        LOG.info("Waiting for {}", waitingFor);
                        reminded = System.nanoTime();
                    }
                    if (closing.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
            ready = closing.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            LOG.error("The start has failed for good.", e);
            startFault = "the start failed: " + e;
            waitingFor = startFault;
        }
    }

    private boolean done(Step step) {
        try {
            step.action().run();
            return true;
        } catch (Exception e) {
            waitingFor = step.name() + ": " + e.getMessage();
            return false;
        }
    }
}
