package io.genrestream.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.StreamKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sources that are wanted, as their log has them, the same at each instance. One thread feeds it, any may ask. */
public final class SourceView {
    private static final Logger LOG = LoggerFactory.getLogger(SourceView.class);

    private final Deserializer<SourceWanted> deserializer;
    private final int partitions;
    private final int most;
    private final NavigableMap<String, SourceWanted> wanted = new ConcurrentSkipListMap<>();

    /**
     * @param partitions of the log (count)
     * @param most sources that are kept (count); what the log has beyond is passed over
     */
    public SourceView(Deserializer<SourceWanted> deserializer, int partitions, int most) {
        this.deserializer = deserializer;
        this.partitions = partitions;
        this.most = most;
    }

    /** Takes the next record of the log. One that nobody may have written changes nothing. */
    public void accept(ConsumerRecord<byte[], byte[]> event) {
        String id = event.key() == null ? "" : new String(event.key(), UTF_8);
        if (!StreamKey.isId(id) || StreamKey.partition(id, partitions) != event.partition()) {
            passOver(event, "its key is no stream's id or belongs to another partition");
        } else if (event.value() == null) {
            wanted.remove(id);
        } else {
            accept(id, event);
        }
    }

    private void accept(String id, ConsumerRecord<byte[], byte[]> event) {
        try {
            SourceWanted next = deserializer.deserialize(event.topic(), event.value());
            SourceCheck.require(next);
            if (!next.getStreamId().equals(id)) {
                passOver(event, "its streamId is not its key");
            } else if (wanted.size() >= most && !wanted.containsKey(id)) {
                passOver(event, "more than " + most + " sources are wanted already");
            } else {
                wanted.put(id, next);
            }
        } catch (MalformedEventException | IngestException e) {
            passOver(event, e.getMessage());
        }
    }

    private static void passOver(ConsumerRecord<byte[], byte[]> event, String why) {
        LOG.warn("Passed over {}-{}@{}: {}", event.topic(), event.partition(), event.offset(), why);
    }

    public Optional<SourceWanted> get(String id) {
        return Optional.ofNullable(wanted.get(id));
    }

    /** Wanted sources (count). */
    public int count() {
        return wanted.size();
    }

    /**
     * In the order of their ids, those after {@code after}.
     *
     * @param seen tells by a source's owner, who may be null, whether it is of interest
     */
    public List<SourceWanted> list(String after, int limit, Predicate<String> seen) {
        return wanted.tailMap(after, false).values().stream()
                .filter(source -> seen.test(source.getOwner()))
                .limit(limit)
                .toList();
    }

    /** Those of some partitions, in the order of their ids. */
    List<SourceWanted> of(Set<Integer> some) {
        return wanted.values().stream()
                .filter(source -> isOf(source.getStreamId(), some))
                .toList();
    }

    /** Whether a source of this id belongs to one of some partitions. */
    boolean isOf(String id, Set<Integer> some) {
        return some.contains(StreamKey.partition(id, partitions));
    }
}
