package io.genrestream.feature.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.dsp.Carry;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamHeadTest {
    private static final Caller CALLER =
            new Caller(true, "GB-AYE-69-00532", Map.of("tenant", "blåbær", "Ü", ""), 1_800_000_000_000L);
    private static final Progress PROGRESS = new Progress(3, 7, 100, 250, 190_000, 480_000, 57);

    @Test
    void shouldSurviveTheStore() {
        Carry carry = new Carry();
        new FrontEnd(FrontEndSpec.SHIPPED).process(carry, new short[] {1, -2, 3}, 0, 3, row -> {});
        StreamHead head = new StreamHead(-1L, 2, 41, PROGRESS, CALLER, 1_800_000_000_123L, false, carry);

        StreamHead read = StreamHeadCodec.decode(StreamHeadCodec.encode(head));

        assertThat(read).usingRecursiveComparison().ignoringFields("carry").isEqualTo(head);
        assertThat(read.carry().encode()).isEqualTo(carry.encode());
    }

    @Test
    void shouldSurviveTheStoreWithoutAnExternalId() {
        StreamHead head = new StreamHead(1, 0, 1, PROGRESS, new Caller(false, null, Map.of(), 0), 5, true, new Carry());

        StreamHead read = StreamHeadCodec.decode(StreamHeadCodec.encode(head));

        assertThat(read).usingRecursiveComparison().ignoringFields("carry").isEqualTo(head);
    }

    @Test
    void shouldStayUnder8KilobytesWithTheLargestAttributes() {
        Carry carry = new Carry();
        new FrontEnd(FrontEndSpec.SHIPPED).process(carry, new short[2_047], 0, 2_047, row -> {});
        Caller caller = new Caller(true, "x".repeat(1_024), Map.of("k", "v".repeat(2_047)), 1);

        byte[] bytes = StreamHeadCodec.encode(new StreamHead(1, 0, 1, PROGRESS, caller, 5, false, carry));

        assertThat(bytes).hasSizeLessThan(8 << 10);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        byte[] bytes = StreamHeadCodec.encode(new StreamHead(1, 0, 1, PROGRESS, CALLER, 5, false, new Carry()));
        bytes[0]++;

        assertThatThrownBy(() -> StreamHeadCodec.decode(bytes)).hasMessageStartingWith("STATE_VERSION");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 2, 41, NEXT",
        "false, 2, 40, DUPLICATE",
        "false, 2, 42, DISCONTINUITY",
        "false, 3, 0, DISCONTINUITY",
        "false, 1, 41, DUPLICATE",
        "true, 2, 41, LATE",
        "true, 1, 99, LATE",
        "true, 3, 0, REOPENING"
    })
    void shouldJudgeAChunkByItsPlace(boolean ended, int epoch, long sequence, Admission expected) {
        StreamHead head = new StreamHead(1, 2, 41, PROGRESS, CALLER, 5, ended, new Carry());

        assertThat(head.admit(epoch, sequence)).isEqualTo(expected);
    }
}
