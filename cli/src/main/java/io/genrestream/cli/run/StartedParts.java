package io.genrestream.cli.run;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.EmbeddedBroker;
import io.genrestream.embedded.EmbeddedException;
import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.embedded.RunningParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** The parts of one run while this process starts and watches them. */
final class StartedParts {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    /** A part that crashes again so soon after its restart would do so for ever. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private record Ended(Launch launch, int status) {}

    private final RunPlan plan;
    private final Terminal terminal;
    private final List<Launch> launches;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<String, Instant> restarts = new HashMap<>();
    private boolean stopping;

    StartedParts(RunPlan plan, Terminal terminal) {
        this.plan = plan;
        this.terminal = terminal;
        this.launches = Launches.of(plan);
    }

    /** Starts everything at once, for the services wait by themselves, and returns when all of it is ready. */
    void start() {
        launches.forEach(Launch::check);
        new RunFile(
                        plan.bootstrapServers(),
                        plan.schemaRegistryUrl(),
                        Launches.ingestUrl(plan),
                        Launches.inferenceUrl(plan),
                        plan.prefix(),
                        launches.stream().map(Launch::part).toList())
                .write(plan.state());
        Provisioning provisioning = Provisioning.of(plan);
        List<Runnable> waits = new ArrayList<>();
        try (Health health = new Health()) {
            if (!plan.startsBroker()) {
                waits.add(provisioning::createTopics);
            }
            if (!plan.startsRegistry()) {
                waits.add(provisioning::registerSchemas);
            }
            for (Launch launch : launches) {
                ChildProcess process = launch(launch);
                Runnable next = switch (process.part()) {
                    case EmbeddedBroker.PART -> provisioning::createTopics;
                    case EmbeddedRegistry.PART -> provisioning::registerSchemas;
                    default -> () -> {};
                };
                waits.add(() -> {
                    awaitReady(process, launch.part(), health);
                    next.run();
                });
            }
            runAll(waits);
        }
    }

    /** Starts again what crashes, until the run is stopped. */
    void supervise() throws InterruptedException {
        while (true) {
            Ended crash = ended.take();
            if (isStopping()) {
                return;
            }
            RunPart part = crash.launch.part();
            String what =
                    "%s ended with exit status %d; its log is %s".formatted(part.name(), crash.status, part.log());
            Instant last = restarts.put(part.name(), Instant.now());
            if (last != null && last.plus(SOON).isAfter(Instant.now())) {
                terminal.error("PART_ENDED", what + ". It ended soon after a restart and is not started again.");
                continue;
            }
            terminal.error("PART_ENDED", what + ".1. It is started again.");
            try {
                launch(crash.launch);
            } catch (EmbeddedException e) {
                terminal.error(e.code().name(), e.getMessage());
            }
        }
    }

    /** Ends all parts in order; nothing is started any more. */
    void stop() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
        }
        if (!RunningParts.of(plan.state()).isEmpty()) {
            terminal.info("Ending everything in order ...");
            OrderlyStop.all(plan.state());
            terminal.info("Ended.");
        }
        RunFile.delete(plan.state());
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized ChildProcess launch(Launch launch) {
        if (stopping) {
            throw new IllegalStateException("The run is being ended");
        }
        ChildProcess process = launch.launch();
        process.exit().thenAccept(status -> ended.add(new Ended(launch, status)));
        return process;
    }

    private void awaitReady(ChildProcess process, RunPart part, Health health) {
        Instant start = Instant.now();
        process.awaitReady(() -> health.isReady(part), START_LIMIT);
        terminal.detail("  %-12s ready after %.1f s"
                .formatted(part.name(), Duration.between(start, Instant.now()).toMillis() / 1000.0));
    }

    /** Fails as soon as one of them does: the others may wait for it in vain. */
    private static void runAll(List<Runnable> tasks) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            CompletionService<Void> running = new ExecutorCompletionService<>(threads);
            tasks.forEach(task -> running.submit(task, null));
            for (int i = 0; i < tasks.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the parts were starting", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
