package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.SegmentReason;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.Windows;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The songs of a live stream on genre.segments. */
class SegmentsTopologyTest {
    private static final long RATE = 22_050;
    private static final double HOP = 17 * 1_920.0 / RATE;

    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @Test
    void shouldTellEachSongAtItsStartAndAtItsEnd() {
        play(0, 40, "A");
        play(40, 40, "B");
        fixture.send(live(Windows.end("station", 80, EndReason.COMPLETE)));

        List<TestRecord<String, TrackGenre>> segments = fixture.segments.readRecordsToList();

        assertThat(segments)
                .extracting(
                        record -> record.value().getSegment(),
                        record -> record.value().getFinal$(),
                        record -> record.value().getSegmentTitle(),
                        record -> record.value().getSegmentReason(),
                        record -> record.value().getWindows())
                .containsExactly(
                        tuple(0, false, "A", SegmentReason.START, 1),
                        tuple(0, true, "A", SegmentReason.START, 40),
                        tuple(1, false, "B", SegmentReason.TITLE, 1),
                        tuple(1, true, "B", SegmentReason.TITLE, 40));
        assertThat(segments)
                .extracting(SegmentsTopologyTest::finalHeader)
                .containsExactly("false", "true", "false", "true");
        assertThat(segments).extracting(TestRecord::key).containsOnly("station");
        TrackGenre first = segments.get(1).value();
        TrackGenre last = segments.get(3).value();
        double middle = 40 * HOP + Windows.window("station", 0).getEndSample() / 2.0 / RATE;
        assertThat(first.getSegmentEnd()).isCloseTo(middle, within(1e-9));
        assertThat(first.getEndReason()).isEqualTo(EndReason.NONE);
        assertThat(first.getExternalId()).isEqualTo("ISRC-station");
        assertThat(last.getSegmentStart()).isEqualTo(first.getSegmentEnd());
        assertThat(last.getSegmentEnd()).isEqualTo(last.getSeconds());
        assertThat(last.getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(last.getEmbedding().remaining()).isEqualTo(4 * Float.BYTES);
    }

    @Test
    void shouldScoreASongLikeAnUploadOfIt() throws Exception {
        play(0, 40, "A");
        play(40, 60, "B");
        play(100, 1, "C");
        TrackGenre song = finals().getLast();

        try (TopologyFixture upload = new TopologyFixture()) {
            for (int i = 40; i < 100; i++) {
                upload.send(Windows.window("station", i));
            }
            TrackGenre whole = upload.tracks.readValuesToList().getLast();
            assertThat(song.getScores()).isEqualTo(whole.getScores());
            assertThat(song.getLabel()).isEqualTo(whole.getLabel());
            assertThat(song.getConfidence()).isEqualTo(whole.getConfidence());
            assertThat(song.getEmbedding()).isEqualTo(whole.getEmbedding());
            assertThat(song.getTimeline()).isEqualTo(whole.getTimeline());
        }
    }

    @Test
    void shouldKeepTheLastThirtySecondsAsTheStreamsResultAndSayTheSegmentBesideThem() {
        play(0, 40, "A");
        play(40, 5, "B");

        TrackGenre present = fixture.tracks.readValuesToList().getLast();

        assertThat(present.getFinal$()).isFalse();
        assertThat(present.getWindows()).as("of both songs").isEqualTo(21);
        assertThat(present.getSegment()).isEqualTo(1);
        assertThat(present.getSegmentTitle()).isEqualTo("B");
        assertThat(present.getSegmentEnd()).isEqualTo(present.getSeconds());
        assertThat(fixture.predictions.readValuesToList())
                .extracting(GenrePrediction::getSegment)
                .containsSubsequence(0, 1)
                .endsWith(0, 1, 1, 1, 1, 1);
    }

    @Test
    void shouldEndBothTheSegmentAndTheStream() {
        play(0, 10, "A");
        fixture.send(live(Windows.end("station", 10, EndReason.TRUNCATED)));

        assertThat(fixture.tracks.readValuesToList().getLast())
                .returns(true, TrackGenre::getFinal$)
                .returns("A", TrackGenre::getSegmentTitle);
        assertThat(finals()).singleElement().returns(EndReason.TRUNCATED, TrackGenre::getEndReason);
        assertThat(fixture.entries().approximateNumEntries()).isZero();
        assertThat(fixture.count("genrestream_segments_total", "began", "START"))
                .isEqualTo(1);
    }

    @Test
    void shouldTellATitleThatFollowsSoonAsAnotherNameOfTheSegment() {
        play(0, 40, "A");
        play(40, 4, "Jingle");
        play(44, 10, "B");

        assertThat(fixture.segments.readValuesToList())
                .extracting(TrackGenre::getSegment, TrackGenre::getFinal$, TrackGenre::getSegmentTitle)
                .containsExactly(
                        tuple(0, false, "A"), tuple(0, true, "A"), tuple(1, false, "Jingle"), tuple(1, false, "B"));
    }

    @Test
    void shouldEndASegmentAtSilenceAndSayNoneUntilThereIsSound() {
        play(0, 20, null);
        for (int i = 20; i < 50; i++) {
            fixture.send(live(Windows.silent("station", i)));
        }
        TrackGenre silent = fixture.tracks.readValuesToList().getLast();
        play(50, 10, null);

        assertThat(silent.getSegmentReason()).isEqualTo(SegmentReason.NONE);
        assertThat(fixture.segments.readValuesToList())
                .extracting(TrackGenre::getSegment, TrackGenre::getFinal$, TrackGenre::getSegmentReason)
                .containsExactly(
                        tuple(0, false, SegmentReason.START),
                        tuple(0, true, SegmentReason.START),
                        tuple(1, false, SegmentReason.SILENCE));
    }

    /** Two kinds of noise stand for two kinds of music: the model's embeddings of them point different ways. */
    @Test
    void shouldCutWhereTheMusicChangesIfThereAreNoTitles() {
        for (int i = 0; i < 100; i++) {
            FeatureWindow window = live(Windows.window("station", i));
            window.setLogMelDb(bands(i, i < 50));
            fixture.send(window);
        }

        List<TrackGenre> segments = fixture.segments.readValuesToList();

        assertThat(segments)
                .extracting(TrackGenre::getSegment, TrackGenre::getFinal$, TrackGenre::getSegmentReason)
                .containsExactly(
                        tuple(0, false, SegmentReason.START),
                        tuple(0, true, SegmentReason.START),
                        tuple(1, false, SegmentReason.MUSIC));
        TrackGenre first = segments.get(1);
        TrackGenre second = segments.get(2);
        double middle = 50 * HOP + Windows.window("station", 0).getEndSample() / 2.0 / RATE;
        assertThat(first.getSegmentEnd()).isCloseTo(middle, within(2 * HOP));
        assertThat(second.getSegmentStart()).isEqualTo(first.getSegmentEnd());
        assertThat(first.getWindows() + second.getWindows())
                .as("none is lost")
                .isEqualTo((int) Math.round(second.getSegmentEnd() / HOP) - 1);
        assertThat(second.getWindows()).as("it is known late").isGreaterThan(5);
    }

    @Test
    void shouldLeaveItToTheTitlesWhereThereAreSome() {
        for (int i = 0; i < 120; i++) {
            FeatureWindow window = live(Windows.window("station", i));
            window.setTitle(i < 20 ? "A" : "B");
            window.setLogMelDb(bands(i, i < 70));
            fixture.send(window);
        }

        assertThat(fixture.segments.readValuesToList())
                .extracting(TrackGenre::getSegmentReason)
                .doesNotContain(SegmentReason.MUSIC);
    }

    /** For the model loud is talk. */
    @Test
    void shouldMakeSegmentsOfTalkAndOfMusic() throws Exception {
        try (TopologyFixture station = new TopologyFixture("tiny-talk.onnx")) {
            for (int i = 0; i < 100; i++) {
                FeatureWindow window = live(Windows.window("station", i));
                window.setLogMelDb(i < 50 ? bands(i, true, 60) : bands(i, false, -20));
                station.send(window);
            }

            assertThat(station.segments.readValuesToList())
                    .extracting(TrackGenre::getFinal$, TrackGenre::getVerdict, TrackGenre::getReason)
                    .startsWith(tuple(false, Verdict.NO_MUSIC, "TALK"), tuple(true, Verdict.NO_MUSIC, "TALK"))
                    .last()
                    .extracting(segment -> segment.toList().get(2))
                    .isNotEqualTo("TALK");
            List<GenrePrediction> predictions = station.predictions.readValuesToList();
            assertThat(predictions.subList(0, 50)).allSatisfy(prediction -> {
                assertThat(prediction.getVerdict()).isEqualTo(Verdict.NO_MUSIC);
                assertThat(prediction.getScores()).isEmpty();
            });
            assertThat(predictions.subList(50, 100)).noneMatch(prediction -> "TALK".equals(prediction.getReason()));
        }
    }

    private static ByteBuffer bands(int seed, boolean low) {
        return bands(seed, low, -20);
    }

    private static ByteBuffer bands(int seed, boolean low, int loudDb) {
        FrontEndSpec spec = FrontEndSpec.SHIPPED;
        ByteBuffer bytes =
                ByteBuffer.allocate(spec.frames() * spec.bands() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(seed);
        for (int i = 0; i < spec.frames() * spec.bands(); i++) {
            boolean loud = i % spec.bands() < spec.bands() / 2 == low;
            bytes.putFloat((loud ? loudDb : -80) + 10 * random.nextFloat());
        }
        return bytes.flip();
    }

    @Test
    void shouldGoOnCountingWhereAnIdleSourceComesBack() {
        play(0, 20, "Radio X");
        FeatureWindow idle = live(Windows.end("station", 20, EndReason.IDLE));
        fixture.send(idle, idle);
        TrackGenre away = fixture.tracks.readValuesToList().getLast();
        assertThat(away).returns(false, TrackGenre::getFinal$).returns(EndReason.IDLE, TrackGenre::getEndReason);
        assertThat(fixture.entries().approximateNumEntries()).isZero();

        fixture.driver.advanceWallClockTime(Duration.ofDays(3));
        FeatureWindow back = live(Windows.window("station", 0));
        back.setTitle("Radio X");
        back.setEpoch(1);
        shift(back, 3 * 86_400 * RATE);
        fixture.send(back);

        TrackGenre segment = fixture.segments.readValuesToList().getLast();
        assertThat(segment.getSegment()).isEqualTo(1);
        assertThat(segment.getSegmentReason()).isEqualTo(SegmentReason.BREAK);
        assertThat(segment.getSegmentStart()).isEqualTo(3 * 86_400.0);
        assertThat(fixture.tracks.readValuesToList()).singleElement().returns(1, TrackGenre::getWindows);
        assertThat(fixture.meters.counter("genrestream_duplicate_windows_total").count())
                .isEqualTo(1);
    }

    @Test
    void shouldEndAnIdleStreamThatIsGivenUp() {
        play(0, 20, "Radio X");
        FeatureWindow end = live(Windows.end("station", 0, EndReason.ABORTED));
        end.setEpoch(1);
        fixture.send(live(Windows.end("station", 20, EndReason.IDLE)), end, live(Windows.window("station", 30)));

        assertThat(fixture.tracks.readValuesToList())
                .filteredOn(TrackGenre::getFinal$)
                .hasSize(1);
        assertThat(finals()).hasSize(1);
    }

    @Test
    void shouldSayNothingOfAnUpload() {
        for (int i = 0; i < 5; i++) {
            FeatureWindow window = Windows.window("song", i);
            window.setTitle("Title " + i);
            fixture.send(window);
        }
        fixture.send(Windows.end("song", 5, EndReason.COMPLETE));

        assertThat(fixture.segments.isEmpty()).isTrue();
        assertThat(fixture.tracks.readValuesToList())
                .allMatch(track -> track.getSegmentReason() == SegmentReason.NONE && track.getSegment() == 0);
    }

    @Test
    void shouldBeginAnewWithAnotherAttempt() {
        play(0, 10, "A");
        play(10, 10, "B");
        FeatureWindow again = live(Windows.window("station", 0));
        again.setAttempt(7);
        fixture.send(again);

        TrackGenre last = fixture.segments.readValuesToList().getLast();
        assertThat(last.getSegment()).isZero();
        assertThat(last.getAttempt()).isEqualTo(7);
    }

    @Test
    void shouldGoOnAfterARestartAsIfUndisturbed() throws Exception {
        List<FeatureWindow> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            FeatureWindow window = i % 50 > 25 ? Windows.silent("station", i) : Windows.window("station", i);
            window.setTitle(i < 35 ? null : "Song " + i / 30);
            all.add(live(window));
        }
        all.forEach(fixture::send);
        List<TrackGenre> undisturbed = fixture.segments.readValuesToList();
        assertThat(undisturbed).hasSizeGreaterThan(6);

        List<TrackGenre> restarted = new ArrayList<>();
        TopologyFixture running = new TopologyFixture();
        for (int i = 0; i < all.size(); i++) {
            if (i % 13 == 5) {
                restarted.addAll(running.segments.readValuesToList());
                TopologyFixture next = new TopologyFixture();
                running.restoreTo(next);
                running.close();
                running = next;
            }
            running.send(all.get(i));
        }
        restarted.addAll(running.segments.readValuesToList());
        running.close();

        assertThat(restarted).isEqualTo(undisturbed);
    }

    @Test
    void shouldTakeOverAStreamFromABuildWithoutSegments() throws Exception {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(head)) {
            // State of version 2, with a score of version 3 that has heard nothing.
            out.writeByte(2);
            out.writeBoolean(false);
            out.writeLong(0);
            out.writeInt(0);
            out.writeInt(4);
            out.writeLong(Windows.window("station", 4).getStreamSample());
            out.writeLong(Windows.START.toEpochMilli());
            out.writeLong(Windows.START.toEpochMilli());
            out.writeUTF(fixture.model.description().digest());
            out.writeByte(3);
            out.writeBoolean(true);
            out.write(new byte[3 * Short.BYTES + Double.BYTES + 3 * Integer.BYTES]);
            out.write(new byte[2 * (Long.BYTES + Integer.BYTES)]);
        }
        fixture.states().put("station", new TrackState.Format().decode(head.toByteArray()));

        fixture.send(live(Windows.window("station", 4)));
        assertThat(fixture.meters.counter("genrestream_duplicate_windows_total").count())
                .isEqualTo(1);
        play(5, 3, "A");

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getWindows)
                .containsExactly(1, 2, 3);
        assertThat(fixture.segments.readValuesToList())
                .singleElement()
                .returns(0, TrackGenre::getSegment)
                .returns(5 * HOP, TrackGenre::getSegmentStart);
    }

    @Test
    void shouldRefuseATitleThatIsTooLongAndStillTakeTheEnd() {
        FeatureWindow window = live(Windows.window("station", 1));
        window.setTitle("x".repeat(513));
        window.setEndReason(EndReason.COMPLETE);
        play(0, 1, "A");
        fixture.send(window);

        assertThat(fixture.deadLetters.readRecordsToList()).hasSize(1);
        assertThat(finals()).singleElement().returns(Verdict.GENRE, TrackGenre::getVerdict);
    }

    private void play(int from, int count, String title) {
        for (int i = from; i < from + count; i++) {
            FeatureWindow window = live(Windows.window("station", i));
            window.setTitle(title);
            fixture.send(window);
        }
    }

    private List<TrackGenre> finals() {
        return fixture.segments.readValuesToList().stream()
                .filter(TrackGenre::getFinal$)
                .toList();
    }

    private static void shift(FeatureWindow window, long samples) {
        window.setStartSample(window.getStartSample() + samples);
        window.setEndSample(window.getEndSample() + samples);
        window.setStreamSample(window.getStreamSample() + samples);
    }

    private static FeatureWindow live(FeatureWindow window) {
        window.setLive(true);
        return window;
    }

    private static String finalHeader(TestRecord<String, TrackGenre> record) {
        return new String(record.headers().lastHeader("final").value(), UTF_8);
    }
}
