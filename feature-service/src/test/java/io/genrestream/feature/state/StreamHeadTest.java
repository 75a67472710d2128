package io.genrestream.feature.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.feature.state.StreamHead.Phase;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamHeadTest {
    private static final ClientMetadata CALLER = new ClientMetadata(
            true, "GB-AYE-69-00532", Map.of("tenant", "blåbær", "Ü", ""), "Töst – It's", 1_800_000_000_000L);
    private static final StreamProgress PROGRESS = new StreamProgress(
            3,
            7,
            100,
            250,
            190_000,
            480_000,
            57,
            new MediaTime(5, List.of(new MediaTime.Epoch(40, 90_000), new MediaTime.Epoch(100, 200_000))));

    @Test
    void shouldSurviveTheStore() {
        FramingState framing = new FramingState();
        new FrontEnd(FrontEndSpec.SHIPPED).process(framing, new short[] {1, -2, 3}, 0, 3, row -> {});
        StreamHead head = new StreamHead(-1L, 9, 2, 41, PROGRESS, CALLER, 1_800_000_000_123L, Phase.OPEN, framing);

        StreamHead read = StreamHeadCodec.decode(StreamHeadCodec.encode(head));

        assertThat(read).usingRecursiveComparison().ignoringFields("framing").isEqualTo(head);
        assertThat(read.framing().encode()).isEqualTo(framing.encode());
    }

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

        StreamHead read = StreamHeadCodec.decode(StreamHeadCodec.encode(head));

        assertThat(read).usingRecursiveComparison().ignoringFields("framing").isEqualTo(head);
    }

    @Test
    void shouldKeepOfAnEndedStreamWhatTellsLateChunks() {
        StreamHead marker = new StreamHead(-1L, 9, 2, 41, PROGRESS, CALLER, 5, Phase.OPEN, new FramingState()).marker();

        byte[] bytes = StreamHeadCodec.encode(marker);

        assertThat(bytes).hasSizeLessThan(30);
        assertThat(StreamHeadCodec.decode(bytes))
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

        byte[] bytes = StreamHeadCodec.encode(new StreamHead(1, 0, 0, 1, PROGRESS, metadata, 5, Phase.OPEN, framing));

        assertThat(bytes).hasSizeLessThan(9 << 10);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        byte[] bytes =
                StreamHeadCodec.encode(new StreamHead(1, 0, 0, 1, PROGRESS, CALLER, 5, Phase.OPEN, new FramingState()));
        bytes[0]++;

        assertThatThrownBy(() -> StreamHeadCodec.decode(bytes)).hasMessageStartingWith("STATE_VERSION");
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
            Phase phase, long attempt, int epoch, long sequence, long startSample, ChunkAdmission expected) {
        StreamHead head = new StreamHead(1, 7, 2, 41, PROGRESS, CALLER, 5, phase, new FramingState());
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
        StreamHead head = new StreamHead(1, 7, 2, 41, PROGRESS, CALLER, 5, Phase.IDLE, new FramingState());
        AudioChunk end = AudioChunk.newBuilder()
                .setStreamId("a")
                .setAttempt(7)
                .setEpoch(2)
                .setSequence(41)
                .setEndReason(EndReason.ABORTED)
                .build();

        assertThat(head.admit(end)).isEqualTo(ChunkAdmission.REOPENING);
    }

    @Test
    void shouldKeepOfAnIdleStreamWhereItGoesOn() {
        StreamHead idle = new StreamHead(-1L, 9, 2, 41, PROGRESS, CALLER, 5, Phase.OPEN, new FramingState()).idle();

        byte[] bytes = StreamHeadCodec.encode(idle);
        StreamHead read = StreamHeadCodec.decode(bytes);

        assertThat(bytes).hasSizeLessThan(50);
        assertThat(read).usingRecursiveComparison().ignoringFields("framing").isEqualTo(idle);
        assertThat(read.progress().epoch()).isEqualTo(3);
        assertThat(read.progress().mediaEnd()).isEqualTo(490_000);
    }

    /** Written by the version that knew no titles. */
    @Test
    void shouldReadAStreamOfVersion2WithoutATitle() {
        ClientMetadata untitled =
                new ClientMetadata(true, "GB-AYE-69-00532", Map.of("tenant", "t1"), null, 1_800_000_000_000L);
        StreamHead head =
                new StreamHead(-1L, 9, 2, 41, PROGRESS, untitled, 1_800_000_000_123L, Phase.OPEN, new FramingState());
        byte[] bytes = StreamHeadCodec.encode(head);
        bytes[0] = 2;

        assertThat(StreamHeadCodec.decode(bytes))
                .usingRecursiveComparison()
                .ignoringFields("framing")
                .isEqualTo(head);
    }

    /** Written by the version that knew neither attempts nor media time. */
    @Test
    void shouldReadAStreamOfVersion1AsAttemptZero() {
        ByteBuffer old = ByteBuffer.allocate(10 + 3 * Integer.BYTES + 9 * Long.BYTES + 2);
        old.put((byte) 1).put((byte) 2).putLong(-1).putInt(2).putLong(41);
        old.putInt(3)
                .putInt(7)
                .putLong(100)
                .putLong(250)
                .putLong(190_000)
                .putLong(480_000)
                .putLong(57);
        old.putLong(CALLER.capturedAt()).putLong(1_800_000_000_123L);
        byte[] framing = new FramingState().encode();
        byte[] bytes = ByteBuffer.allocate(old.position() + Integer.BYTES + framing.length + Short.BYTES)
                .put(old.array(), 0, old.position())
                .putInt(framing.length)
                .put(framing)
                .putShort((short) 0)
                .array();

        StreamHead read = StreamHeadCodec.decode(bytes);

        assertThat(read.attempt()).isZero();
        assertThat(read.sourceEpoch()).isEqualTo(2);
        assertThat(read.nextSequence()).isEqualTo(41);
        assertThat(read.lastChunkAt()).isEqualTo(1_800_000_000_123L);
        assertThat(read.progress().epochStart()).isEqualTo(190_000);
        assertThat(read.progress().mediaEnd()).isEqualTo(480_000);
        assertThat(read.progress().mediaTime(101, 1_920)).isEqualTo(191_920);
        assertThat(read.progress().mediaTime(99, 1_920)).isZero();
    }
}
