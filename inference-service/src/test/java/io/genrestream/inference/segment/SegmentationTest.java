package io.genrestream.inference.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.event.SegmentReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static final double HOP = 1.5;
    private static final double LENGTH = 3;
    private static final double LONGEST = 1_800;
    private static final long BEGUN = 1_800_000_000_000L;

    private final List<String> story = new ArrayList<>();
    private Segmentation now = Segmentation.NONE;
    private int epoch;
    private double next;

    @Test
    void shouldBeginWithTheStreamAndWithEachTitle() {
        play(60, "A");
        play(60, "B");
        play(60, "B");

        assertThat(story).containsExactly("0 START A at 0.0", "0 ends at 61.5", "1 TITLE B at 61.5");
    }

    @Test
    void shouldBelongToTheSegmentAtTheMiddleOfTheWindow() {
        play(60, "A");
        double firstOfB = next;
        play(1.5, "B");

        assertThat(now.segment().start()).isEqualTo(firstOfB + LENGTH / 2);
        assertThat(now.segment().startedAt())
                .as("wall clock of the middle")
                .isEqualTo(BEGUN + (long) (1_000 * (firstOfB + LENGTH / 2)));
    }

    @Test
    void shouldTakeTwoTitlesWithinTenSecondsForOne() {
        play(60, "A");
        play(9, "Station jingle");
        play(60, "B");

        assertThat(story)
                .containsExactly("0 START A at 0.0", "0 ends at 61.5", "1 TITLE Station jingle at 61.5", "1 is B");
    }

    @Test
    void shouldKeepTwoTitlesApartThatAreMoreThanTenSecondsApart() {
        play(60, "A");
        play(12, "Advert");
        play(60, "A");

        assertThat(story)
                .containsExactly(
                        "0 START A at 0.0",
                        "0 ends at 61.5",
                        "1 TITLE Advert at 61.5",
                        "1 ends at 73.5",
                        "2 TITLE A at 73.5");
    }

    @Test
    void shouldTakeAStormOfTitlesForOneSegment() {
        play(60, "A");
        for (int i = 0; i < 200; i++) {
            play(3, "Storm " + i);
        }

        assertThat(story.stream().filter(line -> line.contains("ends"))).hasSize(1);
        assertThat(now.segment().title()).isEqualTo("Storm 199");
        assertThat(now.segment().number()).isEqualTo(1);
    }

    @Test
    void shouldTakeAnEmptyAndARepeatedTitleForNone() {
        play(60, "A");
        play(30, "");
        play(30, null);
        play(30, "  A ");
        play(30, "   ");

        assertThat(story).containsExactly("0 START A at 0.0");
    }

    @Test
    void shouldNameTheSegmentByATitleThatComesSoonAfterItsStart() {
        play(6, null);
        play(60, "A");

        assertThat(story).containsExactly("0 START null at 0.0", "0 is A");
    }

    @Test
    void shouldEndWithSilenceOfThirtySecondsAndBeginWithSound() {
        play(60, "A");
        silence(45, "A");
        play(30, "A");

        assertThat(story).containsExactly("0 START A at 0.0", "0 ends at 61.5", "1 SILENCE A at 106.5");
    }

    @Test
    void shouldGoOnOverShortSilence() {
        for (int i = 0; i < 20; i++) {
            play(20, "A");
            silence(24, "A");
        }

        assertThat(story).containsExactly("0 START A at 0.0");
    }

    @Test
    void shouldTakeATitleThatCameInSilenceForTheNextSegment() {
        play(60, "A");
        silence(33, "A");
        silence(30, "B");
        play(30, "B");

        assertThat(story).containsExactly("0 START A at 0.0", "0 ends at 61.5", "1 SILENCE B at 124.5");
    }

    @Test
    void shouldEndAStreamOfSilenceOnce() {
        silence(3_600, null);

        assertThat(story).containsExactly("0 START null at 0.0", "0 ends at 1.5");
    }

    @Test
    void shouldEndAtABreakWithAnotherTitle() {
        play(60, "A");
        breakOff(4);
        play(60, "B");

        assertThat(story).containsExactly("0 START A at 0.0", "0 ends at 61.5", "1 BREAK B at 65.5");
    }

    @Test
    void shouldGoOnOverABreakWithTheSameTitle() {
        play(60, "A");
        breakOff(120);
        play(60, "A");

        assertThat(story).containsExactly("0 START A at 0.0");
    }

    @Test
    void shouldGoOnOverAShortBreakWithoutTitlesAndEndAtALongOne() {
        play(60, null);
        breakOff(9);
        play(60, null);
        breakOff(11);
        play(60, null);

        assertThat(story).containsExactly("0 START null at 0.0", "0 ends at 132.0", "1 BREAK null at 143.0");
    }

    @Test
    void shouldEndAtANightOffTheAirEvenIfTheStationSaysTheSameInTheMorning() {
        play(60, "Radio X");
        breakOff(8 * 3_600);
        play(60, "Radio X");

        assertThat(story).containsExactly("0 START Radio X at 0.0", "0 ends at 61.5", "1 BREAK Radio X at 28861.5");
    }

    @Test
    void shouldGoOnWithABreakAfterTheStreamWasIdle() {
        play(60, "A");
        now = now.close();
        breakOff(8 * 3_600);
        silence(6, "A");
        play(30, "A");

        assertThat(story).containsExactly("0 START A at 0.0", "1 BREAK A at 28867.5");
    }

    @Test
    void shouldEndAtTheLongestLength() {
        play(4_000, "Talk");

        assertThat(story)
                .containsExactly(
                        "0 START Talk at 0.0",
                        "0 ends at 1800.0",
                        "1 LENGTH Talk at 1800.0",
                        "1 ends at 3600.0",
                        "2 LENGTH Talk at 3600.0");
    }

    @Test
    void shouldListenToTheMusicOnlyWhereTitlesDoNotTell() {
        play(60, "Radio X");
        assertThat(now.listens()).as("one title may be the station's name").isTrue();
        play(60, "A");
        assertThat(now.listens()).isFalse();
        play(1_900, "A");
        assertThat(now.listens())
                .as("the title has not changed for the longest length")
                .isTrue();
        silence(45, "A");
        assertThat(now.listens()).isFalse();
    }

    @Test
    void shouldCutWhereTheMusicChanged() {
        play(60, null);
        WindowSpan last = new WindowSpan(60, 63, 0, null, false, BEGUN + 63_000);
        Segmentation changed = now.changeMusic(last, 45);

        assertThat(changed.segment()).isEqualTo(new Segment(1, SegmentReason.MUSIC, null, 45, BEGUN + 45_000));
        assertThat(changed.open()).isTrue();
    }

    @Test
    void shouldNeverGoBackOrOverlapWhateverASourceSays() throws Exception {
        Random random = new Random(9);
        double end = 0;
        int number = -1;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(40) == 0) {
                breakOff(random.nextInt(3) * random.nextDouble() * 700);
            }
            boolean silent = random.nextInt(30) < 10 && i % 200 < 60 || i % 200 < 30;
            String title = random.nextInt(6) == 0 ? "T" + random.nextInt(3) : null;
            Segmentation before = now;
            Segmentation.Step step = process(title, silent);
            if (step.end().isPresent()) {
                assertThat(before.open()).isTrue();
                assertThat(step.end().get())
                        .isGreaterThanOrEqualTo(before.segment().start());
                end = step.end().get();
            }
            if (step.began()) {
                assertThat(now.segment().number()).isEqualTo(++number);
                assertThat(now.segment().start()).isGreaterThanOrEqualTo(end - LENGTH);
            }
            assertThat(written(now)).isEqualTo(now);
        }
        assertThat(number).isGreaterThan(300);
    }

    @Test
    void shouldTellTheClockOfASegmentsStartToTheMillisecond() {
        play(60, "A");
        breakOff(3_600);
        play(3, "B");

        assertThat((double) now.segment().startedAt())
                .isCloseTo(BEGUN + 1_000 * now.segment().start(), within(1.0));
    }

    private void play(double seconds, String title) {
        process(seconds, title, false);
    }

    private void silence(double seconds, String title) {
        process(seconds, title, true);
    }

    private void process(double seconds, String title, boolean silent) {
        for (double heard = 0; heard < seconds; heard += HOP) {
            process(title, silent);
        }
    }

    /** What is missing (s) begins where the last window ended. */
    private void breakOff(double missing) {
        epoch++;
        next += LENGTH - HOP + missing;
    }

    private Segmentation.Step process(String title, boolean silent) {
        WindowSpan heard =
                new WindowSpan(next, next + LENGTH, epoch, title, silent, BEGUN + Math.round(1_000 * (next + LENGTH)));
        Segmentation before = now;
        Segmentation.Step step = now.process(heard, LONGEST);
        now = step.now();
        next += HOP;
        step.end().ifPresent(end -> story.add(before.segment().number() + " ends at " + end));
        Segment segment = now.segment();
        if (step.began()) {
            story.add(segment.number() + " " + segment.reason() + " " + segment.title() + " at " + segment.start());
        }
        if (step.renamed()) {
            story.add(segment.number() + " is " + segment.title());
        }
        return step;
    }

    private static Segmentation written(Segmentation segmentation) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SegmentationFormat.write(segmentation, new DataOutputStream(bytes));
        return SegmentationFormat.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
