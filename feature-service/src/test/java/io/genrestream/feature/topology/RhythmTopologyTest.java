package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.feature.state.StateStores;
import io.genrestream.streams.StateVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real module. */
class RhythmTopologyTest {
    private static final List<String> STORES =
            List.of(StateStores.HEADS, StateStores.FRAMES, StateStores.TOTALS, StateStores.RHYTHMS);
    private static final double TEMPO = 96;

    @AutoClose
    private final TopologyFixture topology = withRhythm();

    @Test
    void shouldDescribeTheRhythmOfEveryAggregate() {
        topology.pipe(Chunks.ofSeconds("a", plucks(65)));

        List<FeatureAggregate> aggregates = topology.aggregates();
        assertThat(aggregates).hasSize(9).allSatisfy(aggregate -> {
            assertThat(aggregate.getOnsetRate()).isCloseTo((float) TEMPO / 60, within(0.15f));
            assertThat(aggregate.getTempo()).isCloseTo((float) TEMPO, within(0.04f * (float) TEMPO));
            assertThat(aggregate.getPitchMedian()).isCloseTo(220f, within(1.3f));
            assertThat(aggregate.getPitchMean()).isBetween(200f, 240f);
            assertThat(aggregate.getPitchStd()).isNotNegative();
            assertThat(aggregate.getVoicedFraction()).isGreaterThan(0.5f);
        });
        assertThat(aggregates.getLast().getFinal$()).isTrue();
    }

    @Test
    void shouldSayNothingOfRhythmWithoutTheModule() {
        try (TopologyFixture without = new TopologyFixture()) {
            without.pipe(Chunks.ofSeconds("a", plucks(20)));

            assertThat(without.aggregates()).hasSize(3).allSatisfy(aggregate -> {
                assertThat(aggregate.getTempo()).isNull();
                assertThat(aggregate.getOnsetRate()).isNull();
                assertThat(aggregate.getPitchMean()).isNull();
                assertThat(aggregate.getPitchMedian()).isNull();
                assertThat(aggregate.getPitchStd()).isNull();
                assertThat(aggregate.getVoicedFraction()).isNull();
            });
            assertThat(without.changelog(StateStores.RHYTHMS)).isEmpty();
        }
    }

    @Test
    void shouldNotFindATempoInSilence() {
        topology.pipe(Chunks.ofSeconds("a", new short[12 * Chunks.RATE]));

        assertThat(topology.aggregates()).hasSize(2).allSatisfy(aggregate -> {
            assertThat(aggregate.getTempo()).isNull();
            assertThat(aggregate.getOnsetRate()).isZero();
            assertThat(aggregate.getPitchMedian()).isZero();
            assertThat(aggregate.getVoicedFraction()).isZero();
        });
    }

    /** Aggregates end in the middle of a chunk, which must not have heard the rest of it. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_513, 60_000, 400_000})
    void shouldNotDependOnTheChunks(int samples) {
        short[] pcm = plucks(48);
        topology.pipe(Chunks.ofSeconds("a", pcm));
        List<FeatureAggregate> expected = atOneTime(topology.aggregates());

        topology.pipe(Chunks.inAttempt(1, Chunks.cut("a", pcm, i -> samples)));

        assertThat(atOneTime(topology.aggregates())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 9, 34, 41})
    void shouldGoOnFromTheChangelogsAsIfNothingHadHappened(int before) {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", plucks(48));
        topology.pipe(chunks);
        List<FeatureAggregate> expected = topology.aggregates();

        try (TopologyFixture one = withRhythm();
                TopologyFixture other = withRhythm()) {
            one.pipe(chunks.subList(0, before));
            List<FeatureAggregate> aggregates = new ArrayList<>(one.aggregates());
            STORES.forEach(store -> other.restore(store, one.changelog(store)));
            // The last chunk before comes again.
            other.pipe(chunks.subList(before - 1, chunks.size()));
            aggregates.addAll(other.aggregates());

            assertThat(aggregates).isEqualTo(expected);
        }
    }

    @Test
    void shouldForgetTheRhythmAtTheEnd() {
        topology.pipe(Chunks.ofSeconds("a", plucks(4)).subList(0, 3));
        assertThat(topology.stored(StateStores.RHYTHMS)).hasSize(1);

        topology.sleep(TopologyFixture.IDLE_AFTER.multipliedBy(2));

        assertThat(topology.stored(StateStores.RHYTHMS)).isEmpty();
        assertThat(topology.aggregates().getLast().getOnsetRate()).isPositive();
    }

    @Test
    void shouldBlameNoChunkForTheRhythmOfALaterVersion() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", plucks(2));
        topology.pipe(chunks.getFirst());
        List<TestRecord<byte[], byte[]>> later = topology.changelog(StateStores.RHYTHMS);
        later.forEach(record -> record.value()[0]++);
        topology.restore(StateStores.RHYTHMS, later);

        assertThatThrownBy(() -> topology.pipe(chunks.getLast()))
                .hasStackTraceContaining(StateVersionException.class.getName() + ": STATE_VERSION");
        assertThat(topology.deadLetters()).isEmpty();
    }

    @Test
    void shouldGoOnAfterAGap() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", plucks(40));
        topology.pipe(chunks.subList(0, 20));
        topology.pipe(chunks.subList(21, 40));

        FeatureAggregate whole = topology.aggregates().getLast();
        assertThat(whole.getEpoch()).isEqualTo(1);
        // Media time counts the lost second, rhythm only what was heard.
        assertThat(whole.getEndSample()).isBetween(39L * Chunks.RATE, 40L * Chunks.RATE);
        assertThat(whole.getOnsetRate()).isCloseTo((float) TEMPO / 60, within(0.1f));
        assertThat(whole.getTempo()).isCloseTo((float) TEMPO, within(0.04f * (float) TEMPO));
    }

    /** The service was built anew with the module while the stream went on, or for a time without it. */
    @Test
    void shouldBeginInTheMiddleOfAStream() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", plucks(60));
        topology.pipe(chunks.subList(0, 10));

        try (TopologyFixture without = new TopologyFixture();
                TopologyFixture again = withRhythm()) {
            for (String store : STORES) {
                var changelog = topology.changelog(store);
                without.restore(store, changelog);
                again.restore(store, changelog);
            }
            without.pipe(chunks.subList(10, 20));
            STORES.forEach(store -> again.restore(store, without.changelog(store)));
            again.pipe(chunks.subList(20, 60));

            FeatureAggregate whole = again.aggregates().getLast();
            assertThat(whole.getTempo()).isCloseTo((float) TEMPO, within(0.04f * (float) TEMPO));
            assertThat(whole.getOnsetRate()).isCloseTo((float) TEMPO / 60, within(0.1f));
        }
    }

    @Test
    void shouldKeepTheStateWithinItsBound() {
        int most = 0;
        for (AudioChunk chunk :
                Chunks.ofSeconds("a-stream-of-a-usual-name", plucks(80)).subList(0, 79)) {
            topology.pipe(chunk);
            most = Math.max(most, bytes(StateStores.RHYTHMS));
            assertThat(STORES.stream().mapToInt(this::bytes).sum()).isLessThan(128 << 10);
        }
        System.out.printf("rhythm of a stream: %d bytes at most%n", most);
        assertThat(most).isLessThan(5_000);
    }

    /** At shorter chunks it is more, unless a commit covers several. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.5})
    void shouldWriteLessThanHalfOfThePcmToTheChangelogs(double chunkSeconds) {
        int seconds = 80;
        topology.pipe(Chunks.cut("a-stream-of-a-usual-name", plucks(seconds), i -> (int) (chunkSeconds * Chunks.RATE)));

        int sum = STORES.stream()
                .flatMap(store -> topology.changelog(store).stream())
                .mapToInt(record -> record.key().length + (record.value() == null ? 0 : record.value().length))
                .sum();
        System.out.printf("changelog bytes a second with rhythm, chunks of %.2f s: %d%n", chunkSeconds, sum / seconds);
        assertThat(sum / seconds).isLessThan(Chunks.RATE);
    }

    private int bytes(String store) {
        return topology.stored(store).entrySet().stream()
                .mapToInt(entry -> entry.getKey().get().length + entry.getValue().length)
                .sum();
    }

    private static TopologyFixture withRhythm() {
        return new TopologyFixture(FrontEndSpec.SHIPPED, RhythmModule.find());
    }

    /** Without what depends on the chunk that an aggregate came with. */
    private static List<FeatureAggregate> atOneTime(List<FeatureAggregate> aggregates) {
        aggregates.forEach(aggregate -> {
            aggregate.setAttempt(0);
            aggregate.setCapturedAt(Chunks.CAPTURED);
        });
        return aggregates;
    }

    /** Notes of 220 Hz at {@link #TEMPO} over soft noise. */
    private static short[] plucks(double seconds) {
        Random random = new Random(4);
        short[] pcm = new short[(int) Math.round(seconds * Chunks.RATE)];
        for (int i = 0; i < pcm.length; i++) {
            double sinceNote = (double) i / Chunks.RATE % (60 / TEMPO);
            double note = Math.exp(-sinceNote / 0.25) * Math.sin(2 * Math.PI * 220 * sinceNote);
            pcm[i] = (short) (9_000 * note + 60 * random.nextGaussian());
        }
        return pcm;
    }
}
