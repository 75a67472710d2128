package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * More streams than memory could hold as objects. Says how long an instance with its usual heap takes to start and what
 * memory it needs, for the number of streams that {@code -Dgenrestream.streams} gives.
 */
@Tag("processes")
class ManyStreamsTest {
    private static final int STREAMS = Integer.getInteger("genrestream.streams", 30_000);

    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    private static final byte[] FILE =
            SynthesizedAudio.tone(22_050, 440, 0.5, 2).wav(WavEncoding.PCM_16);

    @BeforeAll
    static void start() {
        LogReader log = BROKER.log();
        Map<String, Exception> unwritten = new ConcurrentHashMap<>();
        try (var serdes = log.serdes();
                var producer = new KafkaProducer<String, SpecificRecord>(
                        log.client(), new StringSerializer(), serdes.serializer())) {
            for (int i = 0; i < STREAMS; i++) {
                StreamStatus status = status(i);
                producer.send(new ProducerRecord<>("audio.streams", status.getStreamId(), status), (_, failure) -> {
                    if (failure != null) {
                        unwritten.put(status.getStreamId(), failure);
                    }
                });
            }
        }
        assertThat(unwritten).isEmpty();
    }

    @Test
    void shouldKnowAndListThemAllAndTakeTheOldestAgain() throws Exception {
        System.out.println(STREAMS + " streams, first start: " + measure());
        System.out.println(STREAMS + " streams, second start: " + measure());

        IngestInstance instance = Instances.start("many", BROKER.addresses(), Map.of());
        String oldest = status(0).getStreamId();
        assertThat(instance.view().size()).isEqualTo(STREAMS);
        assertThat(Instances.send(instance, oldest, FILE)).isEqualTo("CONTENT_DIFFERS");
        instance.deletions().delete(oldest);
        assertThat(Instances.send(instance, oldest, FILE)).isEqualTo("ENDED");
        assertThat(instance.view().list("", 10, StreamState.STARTED, _ -> true)).isEmpty();
        assertThat(instance.view().list("", 10, StreamState.FAILED, _ -> true))
                .extracting(StreamStatus::getStreamId)
                .containsExactly(status(STREAMS / 2).getStreamId());
        assertThat(listed(instance)).hasSize(STREAMS);
        instance.service().close();
    }

    private static Set<String> listed(IngestInstance instance) {
        Set<String> all = new HashSet<>();
        String last = "";
        for (List<StreamStatus> page = instance.view().list("", 500, null, _ -> true);
                !page.isEmpty();
                page = instance.view().list(last, 500, null, _ -> true)) {
            for (StreamStatus status : page) {
                assertThat(status.getStreamId()).isGreaterThan(last);
                last = status.getStreamId();
                all.add(last);
            }
        }
        return all;
    }

    /** Starts an instance as a process of its own, and ends it again. */
    private static String measure() throws IOException, InterruptedException {
        Process process = IngestChild.process(Child.class, BROKER.addresses(), "many");
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("ready")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            String resident = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(entry -> entry.startsWith("VmRSS"))
                    .findFirst()
                    .orElse("");
            Duration processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
            process.getOutputStream().close();
            process.waitFor();
            return line + ", " + resident.replaceAll("\\s+", " ") + ", processor time " + processor.toMillis() + " ms";
        }
    }

    /** An instance that says when it is ready, and ends when its input does. */
    static final class Child {
        private Child() {}

        public static void main(String... arguments) throws IOException {
            long begun = System.nanoTime();
            IngestInstance instance = Instances.start(arguments[0], IngestChild.settings(arguments, 1), Map.of());
            long millis = (System.nanoTime() - begun) / 1_000_000;
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
            System.out.println("ready after " + millis + " ms, " + heap + " MiB of heap in use");
            System.in.read();
            instance.service().close();
            System.exit(0);
        }
    }

    /** About what a track of a well-tagged collection has. */
    private static StreamStatus status(int i) {
        boolean fails = i == STREAMS / 2;
        return StreamStatus.newBuilder()
                .setStreamId("track-" + Integer.toHexString(Integer.reverse(i)) + "-" + i)
                .setAttempt(1)
                .setState(fails ? StreamState.FAILED : StreamState.ENDED)
                .setUploadId(new UUID(i, i).toString())
                .setInstance("ingest-0")
                .setTitle("A title of a song that is neither short nor long (" + i + ")")
                .setSource("upload")
                .setEndReason(fails ? EndReason.FAILED : EndReason.COMPLETE)
                .setSeconds(241.5)
                .setChunks(242)
                .setContentDigest("0123456789abcdef".repeat(4))
                .setFormat("mp3/mp3")
                .setTags(Map.of(
                        "title", "A title of a song that is neither short nor long (" + i + ")",
                        "artist", "The name of the band number " + i % 1_000,
                        "album", "An album of a band, remastered in " + (1960 + i % 60),
                        "genre", "Progressive Rock",
                        "date", Integer.toString(1960 + i % 60)))
                .setExternalId("USRC1" + i)
                .setAttributes(Map.of("tenant", "somebody", "collection", "number " + i % 10_000))
                .setStartedAt(Instant.now())
                .setUpdatedAt(Instant.now())
                .build();
    }
}
