package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.testkit.BrokerTopics;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.topic.RecordLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class ProcessEndTest {

    @Test
    void shouldEndTheProcessWhenTheHeapIsFull(@TempDir Path state) throws Exception {
        try (InJvmBroker broker = InJvmBroker.start()) {
            BrokerTopics topics = new BrokerTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
            topics.create(new NewTopic("in", 1, (short) 1), new NewTopic("dead", 1, (short) 1));
            topics.send("in", "key", List.of("anything"));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Application.class.getName(),
                            broker.bootstrapServers(),
                            state.toString())
                    .inheritIO()
                    .start();
            try {
                assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(70);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    static final class Application {
        private Application() {}

        public static void main(String[] args) throws InterruptedException {
            Properties properties = new StreamsSettings(
                            "ends",
                            Optional.of("one"),
                            Path.of(args[1]),
                            1,
                            Map.of("bootstrap.servers", args[0]),
                            RecordLimit.DEFAULT.streams())
                    .properties();
            Faults faults = new Faults(OnFailedRecord.SET_ASIDE, kind -> {});
            new StreamsRuntime(() -> topology(faults), properties, List.of(), faults).start();
            Thread.sleep(600_000);
        }

        private static Topology topology(Faults faults) {
            DeadLetters letters = new DeadLetters("1.2.3", RecordLimit.DEFAULT, code -> {});
            ByteArraySerializer bytes = new ByteArraySerializer();
            return new Topology()
                    .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                    .addProcessor(
                            "fill",
                            () -> new GuardedProcessor(
                                    new Fill(), faults, new EarlyCommits(System::nanoTime), letters, "dead"),
                            "in")
                    .addSink("dead", "dead", bytes, bytes, "fill");
        }
    }

    private static final class Fill extends ContextualProcessor<byte[], byte[], Object, Object> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            context().forward(record.withValue(new byte[Integer.MAX_VALUE - 8]), "dead");
        }
    }
}
