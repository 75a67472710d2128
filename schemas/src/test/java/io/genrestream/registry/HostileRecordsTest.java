package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a record is read or refused as malformed, and costs no more memory than a real one. */
@Tag("processes")
@ExtendWith(RegistryProcess.class)
class HostileRecordsTest {
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue("hostile.", 1);
    private static final long MOST_BYTES = 1 << 20;

    private final Random random = new Random(11);
    private EventSerdes serdes;

    @BeforeEach
    void register(EmbeddedRegistry registry) {
        serdes = new EventSerdes(Map.of(RegistrySettings.URLS, registry.url()));
        new RegisteredEvents(serdes.client(), CATALOGUE).register();
    }

    static List<Topic> events() {
        return CATALOGUE.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldSurviveRandomBytes(Topic topic) {
        byte[] sample = sample(topic);
        assertHarmless(topic, () -> {
            byte[] record = Arrays.copyOf(sample, WireFormat.HEADER_BYTES + random.nextInt(200));
            byte[] noise = new byte[record.length - WireFormat.HEADER_BYTES];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, record, WireFormat.HEADER_BYTES, noise.length);
            return record;
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldSurviveSpoiltRecords(Topic topic) {
        byte[] sample = sample(topic);
        assertHarmless(topic, () -> {
            byte[] record = sample.clone();
            int place = WireFormat.HEADER_BYTES + random.nextInt(record.length - WireFormat.HEADER_BYTES);
            int end = Math.min(place + 1 + random.nextInt(9), record.length);
            // The beginnings of the largest lengths and counts that Avro can write.
            Arrays.fill(record, place, end, random.nextBoolean() ? (byte) 0xff : (byte) 0xfe);
            return record;
        });
    }

    private void assertHarmless(Topic topic, Supplier<byte[]> records) {
        Deserializer<?> deserializer = deserializer(topic);
        deserializer.deserialize(topic.name(), sample(topic));
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] record = records.get();
            long before = MEMORY.getCurrentThreadAllocatedBytes();
            try {
                deserializer.deserialize(topic.name(), record);
            } catch (MalformedEventException e) {
                refused++;
            }
            assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        }
        assertThat(refused).isPositive();
    }

    private byte[] sample(Topic topic) {
        return serdes.serializer().serialize(topic.name(), SampleEvents.of(type(topic)));
    }

    private Deserializer<?> deserializer(Topic topic) {
        return serdes.deserializer(type(topic));
    }

    private static Class<? extends SpecificRecord> type(Topic topic) {
        return SpecificData.get().getClass(topic.schema()).asSubclass(SpecificRecord.class);
    }
}
