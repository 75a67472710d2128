package io.genrestream.ingest;

import static org.awaitility.Awaitility.await;

import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.kit.access.Caller;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.radio.HttpLiveReader;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whole instances of the service, without its HTTP, side by side in one test. */
final class Instances {
    private Instances() {}

    /** An instance that is ready. */
    static IngestInstance start(String name, Map<String, String> surroundings, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(surroundings);
        properties.put("genrestream.partitions", Integer.toString(Surroundings.PARTITIONS));
        // The least that brokers allow, so that the tests need not wait long for an instance to be taken for gone.
        properties.put("genrestream.ingest.session-timeout", "6S");
        properties.putAll(more);
        IngestSettings settings = new SmallRyeConfigBuilder()
                .withMapping(IngestSettings.class)
                .addDiscoveredConverters()
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(IngestSettings.class);
        Map<String, Object> kafka = Map.of("bootstrap.servers", properties.get("kafka.bootstrap.servers"));
        IngestInstance instance = new IngestInstance(settings, kafka, name, reader());
        instance.service().start();
        await().atMost(Duration.ofMinutes(10)).until(() -> instance.service().isReady());
        return instance;
    }

    /** One that may read what is on this machine; closed by its instance. */
    private static LiveReader reader() {
        return new HttpLiveReader(new LiveSettings(
                List.of("127.0.0.0/8"), Duration.ofSeconds(10), Duration.ofSeconds(10), null, "Genrestream test"));
    }

    /** Sends the whole file; returns ENDED or an error's code. */
    static String send(IngestInstance instance, String id, byte[] file) throws InterruptedException {
        return new Sending(instance, id, new PiecewiseBody().send(file, 0, 1).end()).outcome();
    }

    /** An upload in a thread of its own. */
    static final class Sending {
        private final Thread thread;
        private volatile String outcome;

        Sending(IngestInstance instance, String streamId, PiecewiseBody body) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    outcome = instance.uploads()
                            .receive(streamId, new StreamMetadata(null, null, Map.of()), body, Caller.EVERYBODY)
                            .getState()
                            .name();
                } catch (IngestException e) {
                    outcome = e.code();
                }
            });
        }

        /** ENDED or an error's code. */
        String outcome() throws InterruptedException {
            thread.join(Duration.ofSeconds(120));
            return outcome;
        }
    }
}
