package io.genrestream.ingest.service;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.WorkerMemory;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.ingest.config.HeapBudget;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.console.PipelineStatus;
import io.genrestream.ingest.console.PipelineWatch;
import io.genrestream.ingest.group.Membership;
import io.genrestream.ingest.group.Upkeep;
import io.genrestream.ingest.live.LiveParts;
import io.genrestream.ingest.live.LiveSources;
import io.genrestream.ingest.live.LiveTimings;
import io.genrestream.ingest.live.LiveTotals;
import io.genrestream.ingest.playback.Playbacks;
import io.genrestream.ingest.publish.AudioSource;
import io.genrestream.ingest.publish.ChunkLength;
import io.genrestream.ingest.publish.ChunkListener;
import io.genrestream.ingest.publish.ConsumerLag;
import io.genrestream.ingest.publish.EventProducer;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.publish.UploadPacing;
import io.genrestream.ingest.push.Pushes;
import io.genrestream.ingest.result.EarlierResult;
import io.genrestream.ingest.result.GenreResults;
import io.genrestream.ingest.service.IngestService.Check;
import io.genrestream.ingest.service.IngestService.Step;
import io.genrestream.ingest.source.Credentials;
import io.genrestream.ingest.source.SourceLog;
import io.genrestream.ingest.source.SourceProbe;
import io.genrestream.ingest.source.SourceView;
import io.genrestream.ingest.source.Sources;
import io.genrestream.ingest.source.WantedSources;
import io.genrestream.ingest.status.IndexOpening;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamIndex;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.AttemptLog;
import io.genrestream.ingest.stream.Deletions;
import io.genrestream.ingest.stream.EndRetries;
import io.genrestream.ingest.stream.Orphans;
import io.genrestream.ingest.upload.Uploads;
import io.genrestream.live.LiveReader;
import io.genrestream.registry.EventSerdes;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/**
 * The parts of the service, made from its settings and tied together. Nothing outside is asked for anything before
 * {@link IngestService#start()}.
 *
 * @param service starts and ends the others
 */
public record IngestParts(
        IngestService service,
        Uploads uploads,
        Deletions deletions,
        Sources sources,
        SourceView sourceView,
        WantedSources wantedSources,
        LiveSources liveSources,
        Pushes pushes,
        Playbacks playbacks,
        StreamView view,
        GenreResults results,
        EndRetries endRetries,
        PipelineStatus pipeline,
        PipelineWatch pipelineWatch,
        DecoderPool decoders,
        DecoderPool liveDecoders) {
    private static final int UPKEEPS_PER_SESSION = 4;
    /** Audio of a live source that may wait for the broker; what comes then is dropped. */
    private static final Duration LIVE_BACKLOG = Duration.ofSeconds(8);

    /** For how long live sources stay connected without the group: longer than a broker takes to start again. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private static final Duration VIEW_PATIENCE = Duration.ofSeconds(10);

    /**
     * @param kafka properties of all Kafka clients
     * @param instance this instance's name
     * @param listeners to the audio of each kind of source
     * @param reader opens live sources
     */
    public static IngestParts of(
            IngestSettings settings,
            Map<String, Object> kafka,
            String instance,
            Function<AudioSource, ChunkListener> listeners,
            LiveReader reader) {
        IngestSettings.Ingest ingest = settings.ingest();
        Clock clock = Clock.systemUTC();
        FrontEndSpec frontEnd = frontEnd(settings);
        int sampleRate = frontEnd.sampleRate();
        ChunkLength liveLength =
                ChunkLength.endingWithWindows(frontEnd, settings.live().chunk());
        TopicCatalogue topics = new TopicCatalogue(settings.prefix().orElse(""), settings.partitions());
        KafkaClients clients = new KafkaClients(kafka, settings);
        EventSerdes serdes = clients.serdes();
        EventProducer producer = clients.producer(serdes, topics.limit(), sampleRate);

        ActiveStreams active = new ActiveStreams();
        StreamView view = new StreamView(serdes.deserializer(StreamStatus.class), topics.partitions(), active);
        LogTail streams = new LogTail(topics.audioStreams().name(), kafka, LogTail.From.BEGINNING, view::accept);
        IndexOpening opening = new IndexOpening(
                settings.stateDir().resolve(instance + ".streams"),
                topics.audioStreams().name(),
                topics.partitions());
        EarlierResult earlier =
                new EarlierResult(topics.genreTracks().name(), kafka, serdes.deserializer(TrackGenre.class));
        GenreResults results = new GenreResults(serdes.deserializer(TrackGenre.class), earlier, clock);
        LogTail tracks = new LogTail(topics.genreTracks().name(), kafka, LogTail.From.END, results::accept);

        SourceView sourceView = new SourceView(
                serdes.deserializer(SourceWanted.class),
                topics.partitions(),
                settings.live().maxWanted());
        LogTail sourceTail =
                new LogTail(topics.audioSources().name(), kafka, LogTail.From.BEGINNING, sourceView::accept);

        String group = topics.ingestGroup();
        Membership membership = new Membership(
                streams,
                kafka,
                group,
                instance,
                ingest.sessionTimeout(),
                ingest.brokerPatience(),
                settings.instance().isPresent());
        StatusLog states = new StatusLog(producer, topics.audioStreams().name(), streams, view, VIEW_PATIENCE);
        ConsumerLag lag = new ConsumerLag(
                clients.admin(),
                Map.of(
                        topics.featureGroup(), topics.audioChunks().name(),
                        topics.inferenceGroup(), topics.audioFeatures().name()));
        PipelineStatus pipeline = new PipelineStatus(clients.admin(), topics);
        PipelineWatch pipelineWatch = new PipelineWatch(pipeline::state);
        UploadPacing pacing = new UploadPacing(lag::byPartition, view::livePartitions, topics.partitions());
        Publishing publishing = Publishing.ofUploads(
                producer,
                topics.audioChunks().name(),
                sampleRate,
                ingest.chunksInFlight(),
                pacing,
                clock,
                membership,
                listeners.apply(AudioSource.UPLOAD));
        EndRetries endRetries = new EndRetries(ingest.stopLimit());
        DecoderPool decoders = decoders(settings);
        AttemptLog attempts = new AttemptLog(states, view, publishing, endRetries, instance);
        Uploads uploads = new Uploads(limits(ingest), decoders, sampleRate, view, attempts, active);
        Deletions deletions = new Deletions(view, states, publishing);
        Orphans orphans = new Orphans(
                view,
                states,
                publishing,
                id -> active.contains(id) || endRetries.isPending(id),
                id -> sourceView.get(id).isPresent(),
                instance,
                clock);
        Credentials credentials = new Credentials(settings.live().credentials());
        LiveTotals totals = new LiveTotals(sampleRate);
        Publishing livePublishing = publishing.forLive(
                liveLength,
                LIVE_BACKLOG,
                HeapBudget.LIVE_BACKLOG_BYTES,
                () -> membership.requireCertain(),
                totals.counting(listeners.apply(AudioSource.LIVE)));
        DecoderPool liveDecoders = liveDecoders(settings);
        LiveSources liveSources = new LiveSources(
                new LiveParts(
                        reader,
                        liveDecoders,
                        livePublishing,
                        new AttemptLog(states, view, livePublishing, endRetries, instance),
                        view,
                        active,
                        totals,
                        LiveTimings.DEFAULT),
                credentials);
        Publishing pushPublishing = publishing.forPushes(liveLength, LIVE_BACKLOG, listeners.apply(AudioSource.PUSH));
        Pushes pushes = new Pushes(
                settings.live().maxPushes(),
                ingest.stallLimit(),
                liveDecoders,
                sampleRate,
                new AttemptLog(states, view, pushPublishing, endRetries, instance),
                active);
        Playbacks playbacks = new Playbacks(view, topics, kafka, serdes.deserializer(AudioChunk.class));
        WantedSources wantedSources = new WantedSources(
                sourceView, membership, liveSources, settings.live().maxSources(), LONGEST_HOLD);
        Sources sources = new Sources(
                sourceView,
                new SourceLog(producer, sourceTail, VIEW_PATIENCE),
                view,
                new SourceProbe(reader, credentials),
                credentials,
                settings.live().maxWanted(),
                clock);
        Upkeep upkeep = new Upkeep(
                clients.admin(),
                topics.audioStreams().name(),
                topics.partitions(),
                group,
                membership,
                view,
                states,
                orphans);

        List<Step> steps = List.of(
                new Step("topics", () -> {
                    try (Admin admin = Admin.create(clients.admin())) {
                        topics.check(admin);
                        StreamIndex index = opening.open(admin);
                        view.keepIn(index);
                        streams.resume(index.positions());
                    }
                }),
                new Step("registry", () -> {
                    for (Topic topic : List.of(topics.audioChunks(), topics.audioStreams(), topics.audioSources())) {
                        serdes.client().lookUp(topic.subject(), topic.schema());
                    }
                }),
                new Step("tails", () -> {
                    credentials.check();
                    streams.start();
                    tracks.start();
                    sourceTail.start();
                }),
                new Step("the states of all streams", () -> {
                    requireCaughtUp(streams);
                    view.open();
                }),
                new Step("the end of the results", () -> requireCaughtUp(tracks)),
                new Step("the live sources that are wanted", () -> requireCaughtUp(sourceTail)),
                new Step("the group of ingest instances", membership::start),
                new Step("the ends of streams left open", () -> {
                    require(membership.isCertain(), membership.trouble().orElse("not a member yet"));
                    orphans.endOwn();
                }),
                new Step("the live sources", wantedSources::start),
                new Step("the watch of the pipeline", pipelineWatch::start),
                new Step(
                        "the upkeep", () -> upkeep.start(ingest.sessionTimeout().dividedBy(UPKEEPS_PER_SESSION))));
        List<Check> passing = List.of(
                membership::trouble,
                streams::trouble,
                tracks::trouble,
                sourceTail::trouble,
                decoders::trouble,
                liveDecoders::trouble);
        List<Check> lasting = List.of(
                () -> died("the tail of the streams' states", streams.death()),
                () -> died("the tail of the results", tracks.death()),
                () -> died("the tail of the live sources that are wanted", sourceTail.death()),
                () -> died("the live sources", wantedSources.death()),
                () -> died("the membership in the group of ingest instances", membership.death()),
                () -> died("the upkeep of streams", upkeep.death()),
                () -> died("the pacing of uploads", pacing.death()),
                view::fault,
                producer::refusal);
        IngestService service = new IngestService(
                steps,
                passing,
                lasting,
                active,
                ingest.stopLimit(),
                List.of(
                        playbacks,
                        wantedSources,
                        upkeep,
                        endRetries,
                        membership,
                        liveSources,
                        pacing,
                        lag,
                        pipelineWatch,
                        pipeline,
                        liveDecoders,
                        reader,
                        decoders,
                        () -> producer.close(ingest.stopLimit()),
                        streams,
                        tracks,
                        sourceTail,
                        opening,
                        serdes));
        return new IngestParts(
                service,
                uploads,
                deletions,
                sources,
                sourceView,
                wantedSources,
                liveSources,
                pushes,
                playbacks,
                view,
                results,
                endRetries,
                pipeline,
                pipelineWatch,
                decoders,
                liveDecoders);
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

    private static Uploads.Limits limits(IngestSettings.Ingest ingest) {
        return new Uploads.Limits(ingest.maxBody().asLongValue(), ingest.maxDuration(), ingest.maxUploads());
    }

    /** The front end whose rate is that of the published audio. */
    static FrontEndSpec frontEnd(IngestSettings settings) {
        try {
            FrontEndSpec frontEnd = settings.frontEnd().map(FrontEndSpec::parse).orElse(FrontEndSpec.SHIPPED);
            DecoderPool.requireRate(frontEnd.sampleRate());
            return frontEnd;
        } catch (IllegalArgumentException | DecodingException e) {
            throw new IllegalStateException("genrestream.front-end: " + e.getMessage(), e);
        }
    }

    private static DecoderPool liveDecoders(IngestSettings settings) {
        return pool(DecoderSettings.live(
                        settings.live().maxSources() + settings.live().maxPushes())
                .withMemory(WorkerMemory.LIVE.orUnlimited(settings.unlimitedDecoders())));
    }

    private static DecoderPool decoders(IngestSettings settings) {
        IngestSettings.Ingest ingest = settings.ingest();
        DecoderSettings defaults = DecoderSettings.defaults();
        return pool(defaults.withWorkers(
                        ingest.decoders(),
                        Math.min(defaults.spareWorkers(), ingest.decoders()),
                        defaults.streamsPerWorker(),
                        ingest.decoderWait())
                .withMemory(WorkerMemory.DEFAULT.orUnlimited(settings.unlimitedDecoders()))
                .withSpool(ingest.spool().asLongValue(), defaults.temporaryDirectory()));
    }

    private static DecoderPool pool(DecoderSettings decoding) {
        try {
            return new DecoderPool(decoding);
        } catch (DecodingException e) {
            throw new IllegalStateException(e.code() + ": " + e.getMessage(), e);
        }
    }
}
