package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.embedded.EmbeddedBroker;
import io.genrestream.embedded.Ports;
import io.genrestream.embedded.StateDirectory;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.Instances.Sending;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.kit.access.Caller;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.WavEncoding;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away in the middle of an upload, and while a station plays. */
@Tag("processes")
class BrokerOutageTest {
    private static final byte[] FILE =
            SynthesizedAudio.tone(22_050, 440, 0.5, 100).wav(WavEncoding.PCM_16);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private Map<String, String> addresses;
    private LogReader log;

    @BeforeEach
    void start() {
        List<Integer> ports = Ports.free(2);
        broker = new EmbeddedBroker(new EmbeddedBroker.Settings(
                new StateDirectory(directory), ports.getFirst(), ports.getLast(), 256, false));
        broker.start();
        addresses = Surroundings.provide(broker.bootstrapServers());
        log = new LogReader(addresses);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldDelayButDropNothing() throws Exception {
        IngestInstance instance = Instances.start("patient", addresses, Map.of());
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending upload = new Sending(instance, "delayed", body);
        await().atMost(SOON).until(() -> log.chunks("delayed").size() > 5);

        kill();
        body.send(FILE, 0.5, 1).end();
        await().atMost(SOON).until(() -> !instance.service().isReady());
        // Longer than a session: the instance is no longer certain to be counted in.
        Thread.sleep(Duration.ofSeconds(12));
        assertThat(instance.service().fatal()).isEmpty();
        broker.start();

        assertThat(upload.outcome()).isEqualTo("ENDED");
        await().atMost(SOON).until(() -> instance.service().isReady());
        List<AudioChunk> chunks = log.chunks("delayed");
        assertThat(chunks).hasSize(100);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).getSequence()).isEqualTo(i);
        }
        assertThat(chunks.getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
        instance.service().close();
    }

    @Test
    void shouldGiveUpAfterItsPatienceAndEndTheStreamWhenTheBrokerIsBack() throws Exception {
        IngestInstance instance =
                Instances.start("impatient", addresses, Map.of("genrestream.ingest.broker-patience", "3S"));
        PiecewiseBody body = new PiecewiseBody().send(FILE, 0, 0.5);
        Sending upload = new Sending(instance, "given-up", body);
        await().atMost(SOON).until(() -> log.chunks("given-up").size() > 5);

        kill();
        body.send(FILE, 0.5, 1).end();
        assertThat(upload.outcome()).isEqualTo("BROKER_UNAVAILABLE");
        broker.start();

        await().atMost(SOON).until(() -> log.states("given-up").getLast().getState() == StreamState.FAILED);
        assertThat(log.chunks("given-up").getLast().getEndReason()).isEqualTo(EndReason.FAILED);
        assertThat(new Sending(
                                instance,
                                "given-up",
                                new PiecewiseBody().send(FILE, 0, 1).end())
                        .outcome())
                .isEqualTo("ENDED");
        instance.service().close();
    }

    @Test
    void shouldDropLiveAudioThatTheBrokerDoesNotTakeAndGoOnInAnotherEpoch() throws Exception {
        try (RadioServer radio = new RadioServer()) {
            byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100)
                    .encode(SynthesizedAudio.music(44_100, 1, 20, 7).channels());
            radio.answer("/radio", RadioAnswer.audio("audio/mpeg", mp3, 8_000).burst(16_000));
            // Longer than the 9 s in which a broker that was killed counts its members before they can reach it.
            IngestInstance instance =
                    Instances.start("live", addresses, Map.of("genrestream.ingest.session-timeout", "10S"));
            instance.sources()
                    .take(
                            SourceWanted.newBuilder()
                                    .setStreamId("radio")
                                    .setUrl(radio.uri("/radio").toString())
                                    .build(),
                            false,
                            "test",
                            Caller.EVERYBODY);
            await().atMost(SOON).until(() -> log.chunks("radio").size() > 20);
            int published = log.chunks("radio").size();

            kill();
            // With its start about 20 s, so longer than the instance is certain of itself.
            Thread.sleep(Duration.ofSeconds(10));
            broker.start();

            await().atMost(SOON)
                    .until(() -> Chunks.ofEpoch(log.chunks("radio"), 1).size() >= 8);
            List<AudioChunk> chunks = log.chunks("radio");
            assertThat(chunks.stream().map(chunk -> chunk.getAttempt() + "/" + chunk.getEpoch()))
                    .containsOnly("1/0", "1/1");
            List<AudioChunk> before = Chunks.ofEpoch(chunks, 0);
            List<AudioChunk> after = Chunks.ofEpoch(chunks, 1);
            Chunks.assertGapless(before);
            Chunks.assertGapless(after);
            assertThat(before.size() - published).isLessThan(40);
            StreamStatus status = log.states("radio").getLast();
            double missing = (after.getFirst().getStartSample() - Chunks.end(before.getLast())) / 22_050.0;
            assertThat(missing).isGreaterThan(8);
            // The station sent its first 2 s ahead of time.
            assertThat(status.getDroppedSeconds()).isBetween(missing - 1, missing + 5);
            // The station itself never noticed.
            assertThat(radio.accepted()).isEqualTo(1);
            assertThat(status.getReconnects()).isZero();
            instance.service().close();
        }
    }

    private void kill() {
        broker.process().handle().destroyForcibly();
        broker.process().exit().join();
    }
}
