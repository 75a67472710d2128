package io.genrestream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.topic.StreamKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each wait is a second at most, so that a thousand of them would take longer than a test may. */
@Timeout(30)
class UploadPacingTest {
    private static final int PARTITIONS = 4;
    private static final String UPLOAD = "upload";
    private static final int MINE = StreamKey.partition(UPLOAD, PARTITIONS);
    private static final int OTHER = (MINE + 1) % PARTITIONS;

    @Test
    void shouldWaitForNothingWithoutLiveStreams() throws InterruptedException {
        try (UploadPacing pacing = new UploadPacing(() -> Map.of(MINE, 1_000L), Set::of, PARTITIONS)) {
            publish(pacing, 3_000);
        }
    }

    @Test
    void shouldWaitForNothingInAPartitionWithoutLiveStreams() throws InterruptedException {
        try (UploadPacing pacing = new UploadPacing(() -> Map.of(MINE, 1_000L), () -> Set.of(OTHER), PARTITIONS)) {
            publish(pacing, 3_000);
        }
    }

    @Test
    void shouldKeepTheLagSmallBesideALiveStream() throws InterruptedException {
        AtomicLong published = new AtomicLong();
        AtomicLong read = new AtomicLong();
        AtomicLong worst = new AtomicLong();
        Thread consumer = Thread.ofVirtual().start(() -> read(published, read));
        try (UploadPacing pacing =
                new UploadPacing(() -> Map.of(MINE, published.get() - read.get()), () -> Set.of(MINE), PARTITIONS)) {
            awaitFirstLook(pacing);
            for (int i = 0; i < 300; i++) {
                pacing.await(UPLOAD);
                worst.accumulateAndGet(published.incrementAndGet() - read.get(), Math::max);
            }
        } finally {
            consumer.interrupt();
        }

        assertThat(worst).hasValueLessThanOrEqualTo(UploadPacing.LAG);
    }

    @Test
    void shouldGoOnAsFastAsItPlaysWhereNobodyReads() throws InterruptedException {
        try (UploadPacing pacing = new UploadPacing(() -> Map.of(MINE, 1_000L), () -> Set.of(MINE), PARTITIONS)) {
            awaitFirstLook(pacing);
            long begun = System.nanoTime();
            publish(pacing, 3);
            assertThat(System.nanoTime() - begun).isGreaterThan(2_000_000_000L);
        }
    }

    @Test
    void shouldGoOnAsFastAsItPlaysWhileTheLagIsUnknown() throws InterruptedException {
        AtomicLong looks = new AtomicLong();
        try (UploadPacing pacing = new UploadPacing(
                () -> {
                    if (looks.incrementAndGet() > 1) {
                        throw new IllegalStateException("the broker is away");
                    }
                    return Map.of(MINE, 1_000L);
                },
                () -> Set.of(MINE),
                PARTITIONS)) {
            awaitFirstLook(pacing);
            publish(pacing, 3);
            assertThat(looks).hasValueGreaterThan(1);
        }
    }

    @Test
    void shouldSayThatItHasEndedForGood() throws InterruptedException {
        NoClassDefFoundError lost = new NoClassDefFoundError("lost");
        try (UploadPacing pacing = new UploadPacing(
                () -> {
                    throw lost;
                },
                () -> Set.of(MINE),
                PARTITIONS)) {
            awaitFirstLook(pacing);
            assertThat(pacing.death()).contains(lost);
        }
    }

    private static void publish(UploadPacing pacing, int chunks) throws InterruptedException {
        for (int i = 0; i < chunks; i++) {
            pacing.await(UPLOAD);
        }
    }

    /** Before it, nothing is known and an upload waits for nothing. */
    private static void awaitFirstLook(UploadPacing pacing) throws InterruptedException {
        pacing.await(UPLOAD);
        Thread.sleep(500);
    }

    /** Some 500 chunks a second. */
    private static void read(AtomicLong published, AtomicLong read) {
        try {
            while (true) {
                Thread.sleep(2);
                read.updateAndGet(now -> Math.min(now + 1, published.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
