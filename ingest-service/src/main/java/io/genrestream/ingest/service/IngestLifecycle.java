package io.genrestream.ingest.service;

import io.genrestream.ingest.service.IngestService.Check;
import io.genrestream.ingest.service.IngestService.Step;
import io.genrestream.ingest.status.StreamIndex;
import io.genrestream.kit.trace.TraceExport;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** In which order the parts start, what is asked of them meanwhile, and in which order they are closed. */
@Singleton
public final class IngestLifecycle {
    private static final int UPKEEPS_PER_SESSION = 4;

    private final TraceExport traces = TraceExport.start("genrestream-ingest");
    private final Instance instance;
    private final KafkaClients kafka;
    private final LogBeans logs;
    private final StreamBeans streams;
    private final UploadBeans uploads;
    private final LiveBeans live;
    private final ConsoleBeans console;

    @Produces
    @Singleton
    final IngestService service;

    public IngestLifecycle(
            Instance instance,
            KafkaClients kafka,
            LogBeans logs,
            StreamBeans streams,
            UploadBeans uploads,
            LiveBeans live,
            ConsoleBeans console,
            IngestMetrics metrics) {
        this.instance = instance;
        this.kafka = kafka;
        this.logs = logs;
        this.streams = streams;
        this.uploads = uploads;
        this.live = live;
        this.console = console;
        Duration stopLimit = instance.settings.ingest().stopLimit();
        this.service = new IngestService(
                steps(), passingFaults(), lastingFaults(), logs.active, stopLimit, toBeClosed(stopLimit));
        metrics.watch(service, logs, streams, uploads, live, console);
    }

    void start(@Observes StartupEvent event) {
        service.start();
    }

    void stop(@Observes ShutdownEvent event) {
        service.close();
    }

    private List<Step> steps() {
        Duration upkeep = instance.settings.ingest().sessionTimeout().dividedBy(UPKEEPS_PER_SESSION);
        return List.of(
                new Step("topics", this::openIndex),
                new Step("registry", this::lookUpSchemas),
                new Step("tails", () -> {
                    live.credentials.check();
                    logs.streams.start();
                    logs.tracks.start();
                    logs.sources.start();
                }),
                new Step("the states of all streams", () -> {
                    requireCaughtUp(logs.streams);
                    logs.view.open();
                }),
                new Step("the end of the results", () -> requireCaughtUp(logs.tracks)),
                new Step("the live sources that are wanted", () -> requireCaughtUp(logs.sources)),
                new Step("the group of ingest instances", logs.membership::start),
                new Step("the ends of streams left open", () -> {
                    require(
                            logs.membership.isCertain(),
                            logs.membership.trouble().orElse("not a member yet"));
                    streams.abandoned.endOwn();
                }),
                new Step("the live sources", live.wanted::start),
                new Step("the watch of the pipeline", console.watch::start),
                new Step("the upkeep", () -> streams.upkeep.start(upkeep)));
    }

    private List<Check> passingFaults() {
        return List.of(
                logs.membership::trouble,
                logs.streams::trouble,
                logs.tracks::trouble,
                logs.sources::trouble,
                uploads.decoders::trouble,
                live.decoders::trouble);
    }

    private List<Check> lastingFaults() {
        return List.of(
                () -> died("the tail of the streams' states", logs.streams.death()),
                () -> died("the tail of the results", logs.tracks.death()),
                () -> died("the tail of the live sources that are wanted", logs.sources.death()),
                () -> died("the live sources", live.wanted.death()),
                () -> died("the membership in the group of ingest instances", logs.membership.death()),
                () -> died("the upkeep of streams", streams.upkeep.death()),
                () -> died("the pacing of uploads", streams.pacing.death()),
                logs.view::fault,
                kafka.producer::refusal);
    }

    private List<AutoCloseable> toBeClosed(Duration stopLimit) {
        return List.of(
                console.playbacks,
                live.wanted,
                streams.upkeep,
                streams.endRetries,
                logs.membership,
                live.following,
                streams.pacing,
                streams.lag,
                console.watch,
                console.pipeline,
                live.decoders,
                live.reader,
                uploads.decoders,
                () -> kafka.producer.close(stopLimit),
                logs.streams,
                logs.tracks,
                logs.sources,
                logs.index,
                kafka.serdes,
                traces);
    }

    private void openIndex() throws Exception {
        try (Admin admin = Admin.create(kafka.admin())) {
            kafka.topics.check(admin);
            StreamIndex index = logs.index.open(admin);
            logs.view.keepIn(index);
            logs.streams.resume(index.positions());
        }
    }

    private void lookUpSchemas() {
        for (Topic topic :
                List.of(kafka.topics.audioChunks(), kafka.topics.audioStreams(), kafka.topics.audioSources())) {
            kafka.serdes.client().lookUp(topic.subject(), topic.schema());
        }
    }

    private static Optional<String> died(String what, Optional<Throwable> death) {
        return death.map(cause -> what + " ended: " + cause.getMessage());
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static void requireCaughtUp(LogTail tail) {
        require(tail.isCaughtUp(), tail.trouble().orElse("not read to the end yet"));
    }
}
