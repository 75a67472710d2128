package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.inference.track.StoredTrack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every instance keeps of genre.tracks. */
class StoredResultsTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STREAMS_A_DAY = 1_000;

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>(properties());
    private final KeyValueStore<String, StoredTrack> results = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(InferenceTopology.TRACK_RESULTS), Serdes.String(), StoredTrack.serde())
            .withLoggingDisabled()
            .build();
    private StoreTracks processor;

    @BeforeEach
    void open() {
        results.init(context.getStateStoreContext(), results);
        context.setCurrentSystemTimeMs(BEGIN.toEpochMilli());
        start();
    }

    @Test
    void shouldKeepTheLastRecordOfEachStreamAndNothingOfADeletedOne() {
        read(0, "kept", new byte[] {1});
        read(1, "kept", new byte[] {2});
        read(2, "deleted", new byte[] {3});
        read(3, "deleted", null);

        assertThat(results.get("kept").event()).containsExactly(2);
        assertThat(results.get("kept").offset()).isEqualTo(1);
        assertThat(results.get("deleted")).isNull();
    }

    @Test
    void shouldHoldTheSameHoweverOftenAndFromWhereItReads() {
        Random random = new Random(4);
        List<String> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            keys.add("stream-" + random.nextInt(20));
            values.add(random.nextInt(5) == 0 ? null : new byte[] {(byte) i, (byte) (i >> 8)});
        }
        for (int i = 0; i < 400; i++) {
            read(i, keys.get(i), values.get(i));
        }
        List<String> undisturbed = content();

        for (int kill = 0; kill < 50; kill++) {
            start();
            for (int i = random.nextInt(400); i < 400; i++) {
                read(i, keys.get(i), values.get(i));
            }
            assertThat(content()).isEqualTo(undisturbed);
        }
    }

    @Test
    void shouldHoldAfterMonthsOfTurnoverWhatIsStillOnTheTopic() {
        long offset = 0;
        List<Integer> sizes = new ArrayList<>();
        for (int day = 0; day < 120; day++) {
            Instant now = BEGIN.plus(Duration.ofDays(day));
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            for (int i = 0; i < STREAMS_A_DAY; i++) {
                String streamId = "stream-" + day + "-" + i;
                for (int event = 0; event < 3; event++) {
                    read(offset++, streamId, new byte[] {7});
                }
            }
            sizes.add(content().size());
        }

        assertThat(sizes.subList(40, 120))
                .as("a month is alive, and a day's walk behind it is cleared away")
                .allSatisfy(size -> assertThat(size).isBetween(30 * STREAMS_A_DAY, 32 * STREAMS_A_DAY));
    }

    private void start() {
        processor = new StoreTracks(RETENTION);
        processor.init(context);
    }

    private void read(long offset, String streamId, byte[] value) {
        context.setRecordMetadata("genre.tracks", 0, offset);
        processor.process(new Record<>(streamId, value, context.currentSystemTimeMs()));
    }

    private List<String> content() {
        List<String> content = new ArrayList<>();
        try (KeyValueIterator<String, StoredTrack> all = results.all()) {
            all.forEachRemaining(entry -> content.add(entry.key + "@" + entry.value.offset()));
        }
        return content;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "results");
        properties.put("bootstrap.servers", "127.0.0.1:1");
        return properties;
    }
}
