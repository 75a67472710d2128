package io.genrestream.ingest;

import io.genrestream.event.AudioChunk;
import io.genrestream.registry.EventSerializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Writes events, except the chunks of streams that are named after what goes wrong with them. */
public final class FaultySerializer extends EventSerializer<SpecificRecord> {
    @Override
    public byte[] serialize(String topic, SpecificRecord event) {
        if (event instanceof AudioChunk chunk) {
            switch (chunk.getStreamId()) {
                case "stack-overflow" -> throw new StackOverflowError();
                case "lost-class" -> throw new NoClassDefFoundError("io/genrestream/Lost");
                case "bug" -> throw new NullPointerException();
                case "forbidden" -> throw new TopicAuthorizationException(topic);
                case "too-large" -> throw new RecordTooLargeException(topic);
                case "too-large-later" -> {
                    if (chunk.getSequence() > 2 && chunk.getSamples().hasRemaining()) {
                        throw new RecordTooLargeException(topic);
                    }
                }
                default -> {}
            }
        }
        return super.serialize(topic, event);
    }
}
