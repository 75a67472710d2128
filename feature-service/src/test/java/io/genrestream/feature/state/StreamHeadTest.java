package io.genrestream.feature.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.feature.state.StreamHead.Admission;
import io.genrestream.feature.state.StreamHead.Phase;
import io.genrestream.feature.state.StreamProgress.CurrentEpoch;
import io.genrestream.feature.state.StreamProgress.MediaTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamHeadTest {
    private static final StreamHeadFormat FORMAT = new StreamHeadFormat();
    private static final ClientMetadata METADATA = new ClientMetadata(
            true, "GB-AYE-69-00532", Map.of("tenant", "blåbær", "Ü", ""), "Töst – It's", 1_800_000_000_000L);
    private static final StreamProgress PROGRESS = new StreamProgress(
            new CurrentEpoch(3, 7, 190_000),
            250,
            480_000,
            57,
            new MediaTime(5, List.of(new MediaTime.Epoch(40, 90_000), new MediaTime.Epoch(100, 200_000))));

    @Test
    void shouldSurviveTheStoreWithoutAnExternalIdAndATitle() {
        StreamHead head = new StreamHead(
                1,
                0,
                0,
                1,
                PROGRESS,
                new ClientMetadata(false, null, Map.of(), null, 0),
                5,
                Phase.OPEN,
                new FramingState());

        StreamHead read = FORMAT.decode(FORMAT.encode(head));

        assertThat(read).usingRecursiveComparison().ignoringFields("framing").isEqualTo(head);
    }

    @Test
    void shouldKeepOfAnEndedStreamWhatTellsLateChunks() {
        StreamHead marker =
                new StreamHead(-1L, 9, 2, 41, PROGRESS, METADATA, 5, Phase.OPEN, new FramingState()).marker();

        byte[] bytes = FORMAT.encode(marker);

        assertThat(bytes).hasSizeLessThan(30);
        assertThat(FORMAT.decode(bytes))
                .usingRecursiveComparison()
                .ignoringFields("framing")
                .isEqualTo(marker);
    }

    @Test
    void shouldStayUnder9KilobytesWithTheLargestAttributes() {
        FramingState framing = new FramingState();
        new FrontEnd(FrontEndSpec.SHIPPED).process(framing, new short[2_047], 0, 2_047, row -> {});
        ClientMetadata metadata =
                new ClientMetadata(true, "x".repeat(1_024), Map.of("k", "v".repeat(2_047)), "語".repeat(512), 1);

        byte[] bytes = FORMAT.encode(new StreamHead(1, 0, 0, 1, PROGRESS, metadata, 5, Phase.OPEN, framing));

        assertThat(bytes).hasSizeLessThan(9 << 10);
    }

    /** 490,000 is the media time reached: 200,000 at the epoch's start, and 290,000 samples since. */
    @ParameterizedTest
    @CsvSource({
        "OPEN, 7, 2, 41, 490000, NEXT",
        "OPEN, 7, 2, 41, 0, NEXT",
        "OPEN, 7, 2, 41, 490001, DISCONTINUITY",
        "OPEN, 7, 2, 40, 490000, DUPLICATE",
        "OPEN, 7, 2, 42, 490000, DISCONTINUITY",
        "OPEN, 7, 3, 0, 0, DISCONTINUITY",
        "OPEN, 7, 1, 41, 490000, DUPLICATE",
        "OPEN, 6, 2, 41, 490000, LATE",
        "OPEN, 6, 9, 0, 0, LATE",
        "OPEN, 8, 0, 0, 0, NEW_ATTEMPT",
        "ENDED, 7, 2, 41, 490000, LATE",
        "ENDED, 7, 3, 0, 0, LATE",
        "ENDED, 6, 3, 0, 0, LATE",
        "ENDED, 8, 0, 0, 0, NEW_ATTEMPT",
        "IDLE, 7, 2, 41, 490000, LATE",
        "IDLE, 7, 3, 0, 0, REOPENING",
        "IDLE, 6, 3, 0, 0, LATE",
        "IDLE, 8, 0, 0, 0, NEW_ATTEMPT"
    })
    void shouldJudgeAChunkByItsPlace(
            Phase phase, long attempt, int epoch, long sequence, long startSample, Admission expected) {
        StreamHead head = new StreamHead(1, 7, 2, 41, PROGRESS, METADATA, 5, phase, new FramingState());
        AudioChunk chunk = AudioChunk.newBuilder()
                .setStreamId("a")
                .setAttempt(attempt)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setStartSample(startSample)
                .build();

        assertThat(head.admit(chunk)).isEqualTo(expected);
    }

    @Test
    void shouldTakeAnEndOfAStreamThatWentIdle() {
        StreamHead head = new StreamHead(1, 7, 2, 41, PROGRESS, METADATA, 5, Phase.IDLE, new FramingState());
        AudioChunk end = AudioChunk.newBuilder()
                .setStreamId("a")
                .setAttempt(7)
                .setEpoch(2)
                .setSequence(41)
                .setEndReason(EndReason.ABORTED)
                .build();

        assertThat(head.admit(end)).isEqualTo(Admission.REOPENING);
    }

    @Test
    void shouldKeepOfAnIdleStreamWhereItGoesOn() {
        StreamHead idle = new StreamHead(-1L, 9, 2, 41, PROGRESS, METADATA, 5, Phase.OPEN, new FramingState()).idle();

        byte[] bytes = FORMAT.encode(idle);
        StreamHead read = FORMAT.decode(bytes);

        assertThat(bytes).hasSizeLessThan(50);
        assertThat(read).usingRecursiveComparison().ignoringFields("framing").isEqualTo(idle);
        assertThat(read.progress().epoch().number()).isEqualTo(3);
        assertThat(read.progress().mediaEnd()).isEqualTo(490_000);
    }
}
