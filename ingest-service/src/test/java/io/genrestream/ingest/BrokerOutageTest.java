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
import io.genrestream.ingest.Instances.Sending;
import io.genrestream.ingest.service.IngestParts;
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

/** A broker that goes away in the middle of an upload. */
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
        broker = new EmbeddedBroker(
                new EmbeddedBroker.Settings(new StateDirectory(directory), ports.getFirst(), ports.getLast(), 256));
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
        IngestParts instance = Instances.start("patient", addresses, Map.of());
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
        IngestParts instance =
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
            IngestParts instance = Instances.start("live", addresses, Map.of());
            // Past the requests, which an instance that may be cut off does not follow.
            instance.liveSources()
                    .start(SourceWanted.newBuilder()
                            .setStreamId("radio")
                            .setUrl(radio.uri("/radio").toString())
                            .build());
            await().atMost(SOON).until(() -> log.chunks("radio").size() > 20);

            kill();
            Thread.sleep(Duration.ofSeconds(20));
            broker.start();

            await().atMost(SOON)
                    .until(() -> log.chunks("radio").getLast().getEpoch() > 0
                            && log.states("radio").getLast().getDroppedSeconds() > 0);
            List<AudioChunk> chunks = log.chunks("radio");
            AudioChunk before = chunks.stream()
                    .filter(chunk -> chunk.getEpoch() == 0)
                    .toList()
                    .getLast();
            AudioChunk after = chunks.stream()
                    .filter(chunk -> chunk.getEpoch() > 0)
                    .toList()
                    .getFirst();
            double dropped = log.states("radio").getLast().getDroppedSeconds();
            assertThat(dropped).isBetween(5.0, 60.0);
            assertThat((after.getStartSample() - before.getStartSample()) / 22_050.0)
                    .isBetween(dropped - 5, dropped + 10);
            assertThat(chunks).extracting(AudioChunk::getAttempt).containsOnly(before.getAttempt());
            // The station itself never noticed.
            assertThat(radio.requests("/radio")).hasSize(1);
            instance.service().close();
        }
    }

    private void kill() {
        broker.process().handle().destroyForcibly();
        broker.process().exit().join();
    }
}
