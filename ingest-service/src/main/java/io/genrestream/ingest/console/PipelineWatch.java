package io.genrestream.ingest.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks now and then for the state of the services behind this one, so that whoever reads the metrics waits for nothing. */
public final class PipelineWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Callable<PipelineJson> state;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pipeline-watch").factory());
    private volatile List<PipelineJson.Service> services = List.of();

    public PipelineWatch(Callable<PipelineJson> state) {
        this.state = state;
    }

    public void start() {
        executor.scheduleWithFixedDelay(this::poll, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is known of a service; empty while the broker does not tell. */
    public Optional<PipelineJson.Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void poll() {
        try {
            services = state.call().services();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("The state of the pipeline is not known.", e);
            services = List.of();
        }
    }
}
