package io.genrestream.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one Kafka Streams application for the life of a process: waits for what must be there first, starts it, replaces
 * threads that die of faults outside, starts anew after an error, closes in order. Starting returns at once; whether it
 * runs is a matter of {@link #readiness()}.
 */
public final class StreamsRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);
    private static final Duration CONDITION_INTERVAL = Duration.ofMillis(500);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(8);
    private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Supplier<Topology> topology;
    private final Properties properties;
    private final List<StartCondition> conditions;
    private final FaultHandler faults;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;
    private final RestoreTime restoreTime = new RestoreTime();
    private final List<Consumer<KafkaStreams>> onStart = new ArrayList<>();
    private volatile KafkaStreams streams;
    private volatile String waitingFor = "not started";

    /**
     * @param topology makes a topology for each start, since Kafka Streams uses one up
     * @param properties of {@link StreamsSettings}
     * @param conditions checked in this order, again and again until each has held once
     * @param faults that the topology's guards report to
     */
    public StreamsRuntime(
            Supplier<Topology> topology, Properties properties, List<StartCondition> conditions, Faults faults) {
        this.topology = topology;
        this.properties = new Properties();
        this.properties.putAll(properties);
        this.properties.put(OutputFaults.FAULTS, faults);
        this.conditions = List.copyOf(conditions);
        this.faults = new FaultHandler(
                faults,
                new StaticMembers(this.properties)::release,
                status -> Runtime.getRuntime().halt(status));
        this.supervisor = new Thread(this::supervise, "streams-supervisor");
        supervisor.setDaemon(true);
    }

    /** Calls {@code hook} with each application right before it starts. To be said before {@link #start()}. */
    public void onStart(Consumer<KafkaStreams> hook) {
        onStart.add(hook);
    }

    public void start() {
        supervisor.start();
    }

    public Readiness readiness() {
        if (isStopped()) {
            return new Readiness(false, "STOPPED", faults.permanent());
        }
        KafkaStreams running = streams;
        if (running == null) {
            return new Readiness(false, "WAITING", waitingFor);
        }
        State state = running.state();
        boolean ready = state == State.RUNNING && !faults.isInTrouble();
        return new Readiness(ready, state.name(), ready ? "" : faults.lastMessage());
    }

    /** False only when the process must be started anew by whoever supervises it. */
    public boolean isAlive() {
        return !isStopped() && (supervisor.isAlive() || closing.getCount() == 0);
    }

    /** The application as it runs now, for its stores and metrics; empty while waiting. */
    public Optional<KafkaStreams> streams() {
        return Optional.ofNullable(streams);
    }

    /** Threads that died of a fault and were replaced (count). */
    long replacedThreads() {
        return faults.replaced();
    }

    RestoreTime restoreTime() {
        return restoreTime;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            supervisor.join(CLOSE_LIMIT.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (awaitConditions() && run()) {
                LOG.warn("The application stopped and starts anew: {}", waitingFor);
                if (closing.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs until an error or the end; true when it should be run again. */
    private boolean run() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try {
            KafkaStreams application = new KafkaStreams(topology.get(), properties, new BoundedClients());
            streams = application;
            application.setUncaughtExceptionHandler(faults);
            application.setStateListener((now, before) -> {
                LOG.info("{} -> {}", before, now);
                if (now == State.ERROR || now == State.NOT_RUNNING) {
                    ended.countDown();
                }
            });
            application.setGlobalStateRestoreListener(restoreTime);
            onStart.forEach(hook -> hook.accept(application));
            application.start();
            while (ended.getCount() > 0 && closing.getCount() > 0) {
                ended.await(100, TimeUnit.MILLISECONDS);
            }
            waitingFor = "a new start after " + faults.lastMessage();
        } catch (RuntimeException e) {
            // A store that cannot be opened or a setting that is wrong comes out of the start itself.
            waitingFor = "a new start after " + e.getMessage();
            LOG.error("The application does not start: {}", e.getMessage(), e);
        } finally {
            streams().ifPresent(StreamsRuntime::end);
            streams = null;
            restoreTime.reset();
        }
        return closing.getCount() > 0 && !isStopped();
    }

    private boolean isStopped() {
        return !faults.permanent().isEmpty();
    }

    private static void end(KafkaStreams application) {
        // Without leaving the group: a named process comes back and takes its partitions up again.
        if (!application.close(CLOSE_LIMIT)) {
            LOG.warn(
                    "The application did not close within {} s; its open transactions will be aborted.",
                    CLOSE_LIMIT.toSeconds());
        }
    }

    /** True when all hold, false when closed before. */
    private boolean awaitConditions() throws InterruptedException {
        for (StartCondition condition : conditions) {
            long reminded = System.nanoTime() - REMINDER_NANOS;
            while (!holds(condition)) {
                if (System.nanoTime() - reminded >= REMINDER_NANOS) {
                    LOG.info("Waiting for {}", waitingFor);
                    reminded = System.nanoTime();
                }
                if (closing.await(CONDITION_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return closing.getCount() > 0;
    }

    private boolean holds(StartCondition condition) {
        try {
            condition.check().run();
            return true;
        } catch (Exception e) {
            waitingFor = condition.name() + ": " + e.getMessage();
            return false;
        }
    }
}
