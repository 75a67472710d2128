package io.genrestream.streams;

import io.genrestream.kit.log.StreamAtWork;
import java.util.Optional;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work by the clock on all streams of a task. Where it fails as a whole three times it is left out for ten minutes,
 * since records are worth more than it; where it fails at one of many, only that one is treated otherwise.
 */
public final class GuardedSweep implements Punctuator {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedSweep.class);

    private record Sweep(TaskId task, String name) {}

    private record Item(Sweep sweep, String id) {}

    private final Sweep place;
    private final Faults faults;
    private final Punctuator sweep;

    /** @param name of the sweep among those of the task */
    public GuardedSweep(TaskId task, String name, Faults faults, Punctuator sweep) {
        this.place = new Sweep(task, name);
        this.faults = faults;
        this.sweep = sweep;
    }

    @Override
    public void punctuate(long timestamp) {
        Optional<Throwable> failure = faults.givenUp(place);
        if (failure.isPresent()) {
            LOG.warn("{} is left out, since it failed: {}", place, failure.get().toString());
            return;
        }
        try {
            sweep.punctuate(timestamp);
        } catch (FailedRecordException counted) {
            throw counted;
        } catch (RuntimeException | StackOverflowError e) {
            throw faults.failed(place, e);
        }
    }

    /**
     * @param id of one stream
     * @param work what is to be done with it
     * @param otherwise what is done in its place once the work has failed three times
     */
    public void item(String id, Runnable work, Runnable otherwise) {
        StreamAtWork.run(id, () -> tryItem(id, work, otherwise));
    }

    private void tryItem(String id, Runnable work, Runnable otherwise) {
        Item item = new Item(place, id);
        if (faults.givenUp(item).isPresent()) {
            otherwise.run();
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            throw faults.failed(item, e);
        }
    }
}
