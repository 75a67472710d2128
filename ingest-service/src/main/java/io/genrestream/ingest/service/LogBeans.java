package io.genrestream.ingest.service;

import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.ingest.group.Membership;
import io.genrestream.ingest.result.EarlierResult;
import io.genrestream.ingest.result.GenreResults;
import io.genrestream.ingest.source.SourceView;
import io.genrestream.ingest.status.IndexOpening;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StatusReader;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.registry.EventSerdes;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.TopicCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What this instance reads of the topics all the time, and its place in the group that shares out their partitions. */
@Singleton
public final class LogBeans {
    /** How long a view may take to see what the broker has acknowledged. */
    static final Duration VIEW_PATIENCE = Duration.ofSeconds(10);

    final ActiveStreams active = new ActiveStreams();

    @Produces
    @Singleton
    final StreamView view = new StreamView();

    final IndexOpening index;
    final LogTail streams;
    final StatusLog statuses;
    final Membership membership;

    @Produces
    @Singleton
    final SourceView sourceView;

    final LogTail sources;

    @Produces
    @Singleton
    final GenreResults results;

    final LogTail tracks;

    public LogBeans(Instance instance, KafkaClients kafka) {
        TopicCatalogue topics = kafka.topics;
        EventSerdes serdes = kafka.serdes;
        String statusTopic = topics.audioStreams().name();
        StatusReader reader =
                new StatusReader(serdes.deserializer(StreamStatus.class), topics.partitions(), view, active);
        index = new IndexOpening(
                instance.settings.stateDir().resolve(instance.name + ".streams"), statusTopic, topics.partitions());
        streams = kafka.tail(topics.audioStreams(), LogTail.From.BEGINNING, reader::accept);
        statuses = new StatusLog(kafka.producer, statusTopic, streams, view, VIEW_PATIENCE);
        membership = new Membership(
                streams,
                kafka.properties,
                topics.ingestGroup(),
                instance.name,
                instance.settings.ingest().sessionTimeout(),
                instance.settings.ingest().brokerPatience(),
                instance.settings.instance().isPresent());
        sourceView = new SourceView(
                serdes.deserializer(SourceWanted.class),
                topics.partitions(),
                instance.settings.live().maxWanted());
        sources = kafka.tail(topics.audioSources(), LogTail.From.BEGINNING, sourceView::accept);
        results = new GenreResults(
                serdes.deserializer(TrackGenre.class),
                new EarlierResult(topics.genreTracks().name(), kafka.properties, serdes.deserializer(TrackGenre.class)),
                Clock.systemUTC());
        tracks = kafka.tail(topics.genreTracks(), LogTail.From.END, results::accept);
    }
}
