package io.genrestream.ingest.service;

import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.group.Upkeep;
import io.genrestream.ingest.publish.AudioSource;
import io.genrestream.ingest.publish.ChunkTopic;
import io.genrestream.ingest.publish.ConsumerLag;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.publish.UploadPacing;
import io.genrestream.ingest.stream.AbandonedStreams;
import io.genrestream.ingest.stream.AttemptLog;
import io.genrestream.ingest.stream.Deletions;
import io.genrestream.ingest.stream.EndRetries;
import io.genrestream.topic.TopicCatalogue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** What is written of streams, whatever feeds them: their chunks, their ends, and what others left open. */
@Singleton
public final class StreamBeans {
    final ConsumerLag lag;
    final UploadPacing pacing;
    /** For uploads; others are derived from it. */
    final Publishing publishing;

    final EndRetries endRetries;
    final AbandonedStreams abandoned;
    final Upkeep upkeep;

    @Produces
    @Singleton
    final Deletions deletions;

    private final Instance instance;
    private final LogBeans logs;

    public StreamBeans(Instance instance, KafkaClients kafka, LogBeans logs, IngestMetrics metrics) {
        this.instance = instance;
        this.logs = logs;
        IngestSettings.Ingest settings = instance.settings.ingest();
        TopicCatalogue topics = kafka.topics;
        lag = new ConsumerLag(
                kafka.admin(),
                Map.of(
                        topics.featureGroup(), topics.audioChunks().name(),
                        topics.inferenceGroup(), topics.audioFeatures().name()));
        pacing = new UploadPacing(lag::byPartition, logs.view::livePartitions, topics.partitions());
        publishing = Publishing.ofUploads(
                new ChunkTopic(kafka.producer, topics.audioChunks().name(), instance.sampleRate(), Clock.systemUTC()),
                settings.chunksInFlight(),
                pacing,
                logs.membership,
                metrics.listener(AudioSource.UPLOAD));
        endRetries = new EndRetries(settings.stopLimit());
        abandoned = new AbandonedStreams(
                logs.view,
                logs.statuses,
                publishing,
                id -> logs.active.contains(id) || endRetries.isPending(id),
                id -> logs.sourceView.get(id).isPresent(),
                instance.name,
                Clock.systemUTC());
        upkeep = new Upkeep(
                kafka.admin(),
                topics.audioStreams().name(),
                topics.partitions(),
                topics.ingestGroup(),
                logs.membership,
                logs.view,
                logs.statuses,
                abandoned);
        deletions = new Deletions(logs.view, logs.statuses, publishing);
    }

    /** The log of attempts that publish so. */
    AttemptLog attempts(Publishing their) {
        return new AttemptLog(logs.statuses, logs.view, their, endRetries, instance.name);
    }
}
