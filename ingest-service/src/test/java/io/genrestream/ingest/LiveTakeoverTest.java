package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.kit.access.Caller;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Live sources of an instance that is killed or frozen while another one lives. */
@Tag("processes")
class LiveTakeoverTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final List<String> STATIONS =
            IntStream.range(0, 8).mapToObj(number -> "station-" + number).toList();

    private final Surroundings surroundings = new Surroundings();
    private LogReader log;
    private RadioServer radio;
    private IngestInstance survivor;
    private IngestChild child;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> addresses = surroundings.start();
        log = new LogReader(addresses);
        radio = new RadioServer();
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100)
                .encode(SynthesizedAudio.music(44_100, 1, 20, 7).channels());
        STATIONS.forEach(id -> radio.answer(
                "/" + id, RadioAnswer.audio("audio/mpeg", mp3, 8_000).burst(16_000)));
        survivor = Instances.start("survivor", addresses, Map.of());
        child = IngestChild.startFollowing("victim", addresses);
        STATIONS.forEach(id -> survivor.sources().take(wanted(id), false, "test", Caller.EVERYBODY));
        await().atMost(SOON)
                .until(() -> STATIONS.stream().allMatch(id -> !log.chunks(id).isEmpty()));
    }

    @AfterEach
    void stop() throws IOException {
        child.close();
        survivor.service().close();
        radio.close();
        surroundings.stop();
    }

    @Test
    void shouldGoOnInTheSameAttemptWhenTheirInstanceIsKilled() {
        Set<String> victims = followedBy("victim");
        assertThat(victims).isNotEmpty();
        child.kill();

        await().atMost(SOON).until(() -> playAgain(victims));
        assertThat(radioListeners()).containsOnly(1L);
        for (String id : STATIONS) {
            List<AudioChunk> chunks = log.chunks(id);
            assertThat(chunks)
                    .extracting(AudioChunk::getAttempt)
                    .containsOnly(chunks.getFirst().getAttempt());
            assertThat(chunks).isSortedAccordingTo((a, b) -> Long.compare(a.getStartSample(), b.getStartSample()));
            if (!victims.contains(id)) {
                assertThat(chunks).extracting(AudioChunk::getEpoch).containsOnly(0);
            }
        }
    }

    @Test
    void shouldNeverShareAnEpochWithAnInstanceThatWakesUp() throws InterruptedException {
        Set<String> victims = followedBy("victim");
        assertThat(victims).isNotEmpty();
        child.freeze();
        await().atMost(SOON).until(() -> playAgain(victims));
        child.thaw();

        // Long enough for it to be a member again, and to have some of the sources back.
        Thread.sleep(Duration.ofSeconds(15));
        await().atMost(SOON).until(() -> radioListeners().equals(Set.of(1L)));
        for (String id : STATIONS) {
            List<AudioChunk> chunks = log.chunks(id);
            assertThat(chunks)
                    .extracting(AudioChunk::getAttempt)
                    .containsOnly(chunks.getFirst().getAttempt());
            assertThat(chunks.stream().map(chunk -> chunk.getEpoch() + "/" + chunk.getSequence()))
                    .doesNotHaveDuplicates();
            int last = chunks.getLast().getEpoch();
            assertThat(log.states(id).getLast().getEpoch()).isGreaterThanOrEqualTo(last);
        }
    }

    private SourceWanted wanted(String id) {
        return SourceWanted.newBuilder()
                .setStreamId(id)
                .setUrl(radio.uri("/" + id).toString())
                .build();
    }

    private Set<String> followedBy(String instance) {
        return STATIONS.stream()
                .filter(id -> log.states(id).getLast().getInstance().equals(instance))
                .collect(Collectors.toSet());
    }

    private boolean playAgain(Set<String> ids) {
        return ids.stream().allMatch(id -> {
            StreamStatus status = log.states(id).getLast();
            return status.getInstance().equals("survivor")
                    && log.chunks(id).getLast().getEpoch() == status.getEpoch();
        });
    }

    private Set<Long> radioListeners() {
        return STATIONS.stream().map(id -> radio.listeners("/" + id)).collect(Collectors.toSet());
    }
}
