package io.genrestream.streams;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a stream thread dies of a fault, by its {@linkplain FaultKind kind}. In most cases the thread
 * is replaced after a pause that grows while faults last. Nothing is skipped: the transaction aborts and its records are
 * read again.
 */
final class FaultHandler implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** With the 8 s that the registry is asked for, under the 10 s after which the broker aborts a transaction. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(1_500);

    private static final Duration CALM = Duration.ofSeconds(30);

    /** Longer than an attempt that ends in the next fault, the 8 s of the registry included. */
    private static final Duration TROUBLE = Duration.ofSeconds(15);

    /** As sysexits.h has it for a fault inside. */
    private static final int EXIT_STATUS = 70;

    private final Faults faults;
    private final Consumer<Thread> releaseMember;
    private final IntConsumer exit;
    private final LongAdder replaced = new LongAdder();
    private Duration pause = FIRST_PAUSE;
    private long lastFault = System.nanoTime() - CALM.toNanos();
    private volatile long lastTrouble = lastFault;
    private volatile String lastMessage = "";
    private volatile String permanent = "";

    /**
     * @param releaseMember takes a dying thread's member out of the group, which would keep its partitions otherwise
     * @param exit ends the process at once, with the status given
     */
    FaultHandler(Faults faults, Consumer<Thread> releaseMember, IntConsumer exit) {
        this.faults = faults;
        this.releaseMember = releaseMember;
        this.exit = exit;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        FaultKind kind = FaultKind.of(fault);
        faults.count(kind);
        List<Throwable> causes = FaultKind.causes(fault);
        lastMessage = message(causes.getLast());
        if (kind == FaultKind.PROCESS) {
            LOG.error(
                    "The process ends with status {}, since it cannot go on after {}", EXIT_STATUS, lastMessage, fault);
            exit.accept(EXIT_STATUS);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (has(causes, FencedInstanceIdException.class)) {
            permanent = "another process runs under this instance's name: give each its own genrestream.instance";
            LOG.error("Another process runs under this instance's name, so this one stops.", fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Optional<Throwable> stopped =
                causes.stream().filter(StoppedException.class::isInstance).findFirst();
        if (stopped.isPresent()) {
            permanent = stopped.get().getMessage();
            LOG.error("The application stops and stays down: {}", permanent, fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (!has(causes, FailedRecordException.class)) {
            lastTrouble = System.nanoTime();
        }
        Duration wait = nextPause();
        LOG.warn("A stream thread stopped and is replaced after {} ms: {}", wait.toMillis(), lastMessage, fault);
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Thread.currentThread().getName().contains("GlobalStreamThread")) {
            // It cannot be replaced: the supervisor starts the application anew.
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        replaced.increment();
        releaseMember.accept(Thread.currentThread());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Threads that were replaced (count). */
    long replaced() {
        return replaced.sum();
    }

    /** Why nothing is tried any more; empty while something is. */
    String permanent() {
        return permanent;
    }

    /**
     * Whether threads are being replaced for a fault that may come again. One at a record does not count: it is given up
     * soon, and all others are worked on.
     */
    boolean isInTrouble() {
        return System.nanoTime() - lastTrouble < TROUBLE.toNanos();
    }

    String lastMessage() {
        return lastMessage;
    }

    private synchronized Duration nextPause() {
        long now = System.nanoTime();
        boolean calm = now - lastFault >= CALM.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = calm ? FIRST_PAUSE : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        lastFault = now;
        return pause;
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String message(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
