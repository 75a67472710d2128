package io.genrestream.ingest.service;

import io.genrestream.event.AudioChunk;
import io.genrestream.ingest.console.PipelineStatus;
import io.genrestream.ingest.console.PipelineWatch;
import io.genrestream.ingest.playback.Playbacks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the page shows beside streams and results: the services behind this one, and the sound. */
@Singleton
public final class ConsoleBeans {
    @Produces
    @Singleton
    final PipelineStatus pipeline;

    final PipelineWatch watch;

    @Produces
    @Singleton
    final Playbacks playbacks;

    public ConsoleBeans(KafkaClients kafka, LogBeans logs) {
        pipeline = new PipelineStatus(kafka.admin(), kafka.topics);
        watch = new PipelineWatch(pipeline::state);
        playbacks =
                new Playbacks(logs.view, kafka.topics, kafka.properties, kafka.serdes.deserializer(AudioChunk.class));
    }
}
