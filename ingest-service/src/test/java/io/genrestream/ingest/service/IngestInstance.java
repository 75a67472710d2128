package io.genrestream.ingest.service;

import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.source.Sources;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.Deletions;
import io.genrestream.ingest.stream.EndRetries;
import io.genrestream.ingest.upload.Uploads;
import io.genrestream.live.LiveReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** The beans of one instance without its HTTP, of which several fit into one test, as CDI gives them to each other. */
public final class IngestInstance {
    private final LogBeans logs;
    private final StreamBeans streams;
    private final UploadBeans uploads;
    private final LiveBeans live;
    private final IngestService service;

    public IngestInstance(IngestSettings settings, Map<String, Object> clients, String name, LiveReader reader) {
        Instance instance = new Instance(settings, clients, name);
        KafkaClients kafka = new KafkaClients(instance);
        IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry(), instance);
        logs = new LogBeans(instance, kafka);
        streams = new StreamBeans(instance, kafka, logs, metrics);
        uploads = new UploadBeans(instance, logs, streams);
        live = new LiveBeans(instance, kafka, logs, streams, metrics, reader);
        ConsoleBeans console = new ConsoleBeans(kafka, logs);
        service = new IngestLifecycle(instance, kafka, logs, streams, uploads, live, console, metrics).service;
    }

    public IngestService service() {
        return service;
    }

    public StreamView view() {
        return logs.view;
    }

    public Uploads uploads() {
        return uploads.uploads;
    }

    public Deletions deletions() {
        return streams.deletions;
    }

    public EndRetries endRetries() {
        return streams.endRetries;
    }

    public Sources sources() {
        return live.sources;
    }
}
