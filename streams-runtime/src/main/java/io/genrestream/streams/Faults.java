package io.genrestream.streams;

import io.genrestream.kit.settings.OnFailedRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What failed in this process, where and how often, by the program's own fault. Whoever works on a record or on one of
 * many streams asks here before and reports here after: what has failed {@value #LIMIT} times with the same cause is
 * {@linkplain #givenUp given up}, so that it does not stop what comes after it. It is bounded, and removes what did not
 * fail again for ten minutes; where a partition moves to another process, that one counts anew.
 */
public final class Faults {
    static final int LIMIT = 3;
    private static final int MOST_PLACES = 1_000;
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final OnFailedRecord policy;
    private final Consumer<FaultKind> counter;
    private final LongSupplier nanoTime;
    private final Map<Object, Place> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Place> eldest) {
            return size() > MOST_PLACES;
        }
    };

    private final Map<TopicPartition, Long> committedSingly = new HashMap<>();

    /**
     * @param policy what follows where a record is given up
     * @param counter counts faults by their kind
     */
    public Faults(OnFailedRecord policy, Consumer<FaultKind> counter) {
        this(policy, counter, System::nanoTime);
    }

    Faults(OnFailedRecord policy, Consumer<FaultKind> counter, LongSupplier nanoTime) {
        this.policy = policy;
        this.counter = counter;
        this.nanoTime = nanoTime;
    }

    /** Why no more attempts are made at {@code place}: the last failure. Empty while attempts are made. */
    public synchronized Optional<Throwable> givenUp(Object place) {
        return known(place).filter(Place::isGivenUp).map(Place::last);
    }

    /**
     * Counts a failure at {@code place} if it is the program's fault.
     *
     * @param place a value that is equal for each attempt at the same work, and whose text says what work it is
     * @return what to throw, so that the transaction aborts and the work is done again
     */
    public synchronized RuntimeException failed(Object place, Throwable failure) {
        if (FaultKind.of(failure) != FaultKind.PROGRAM) {
            return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
        }
        Place failed = known(place).orElseGet(Place::new);
        // Put anew, so that the eldest is the one that has not failed for the longest time.
        places.remove(place);
        places.put(place, failed);
        int times = failed.add(failure, nanoTime.getAsLong());
        if (failed.isGivenUp()) {
            LOG.error("PROCESSING_FAILED: {} failed {} times in the same way and is given up", place, times, failure);
        }
        return new FailedRecordException("%s failed for the %d. time".formatted(place, times), failure);
    }

    boolean stops() {
        return policy == OnFailedRecord.STOP;
    }

    void count(FaultKind kind) {
        counter.accept(kind);
    }

    /**
     * A broker refuses an output after the fact, when other records have been worked on: only where each record is
     * committed on its own is it known whose output it was.
     */
    synchronized void commitEachOf(TopicPartition input) {
        committedSingly.put(input, nanoTime.getAsLong());
    }

    synchronized boolean commitsEachOf(TopicPartition input) {
        Long since = committedSingly.get(input);
        if (since != null && nanoTime.getAsLong() - since > MEMORY.toNanos()) {
            committedSingly.remove(input);
            return false;
        }
        return since != null;
    }

    private Optional<Place> known(Object place) {
        Place found = places.get(place);
        if (found != null && nanoTime.getAsLong() - found.lastNanos > MEMORY.toNanos()) {
            places.remove(place);
            return Optional.empty();
        }
        return Optional.ofNullable(found);
    }

    private static final class Place {
        private final Map<String, Integer> timesByCause = new HashMap<>();
        private Throwable last;
        private long lastNanos;

        int add(Throwable failure, long now) {
            last = failure;
            lastNanos = now;
            return timesByCause.merge(cause(failure), 1, Integer::sum);
        }

        boolean isGivenUp() {
            return timesByCause.values().stream().anyMatch(times -> times >= LIMIT);
        }

        Throwable last() {
            return last;
        }

        /** Its type and the line that threw it: messages name objects and times, which differ. */
        private static String cause(Throwable failure) {
            Throwable root = FaultKind.causes(failure).getLast();
            StackTraceElement[] stack = root.getStackTrace();
            return root.getClass().getName() + (stack.length == 0 ? "" : stack[0].toString());
        }
    }
}
