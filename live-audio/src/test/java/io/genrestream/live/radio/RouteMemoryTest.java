package io.genrestream.live.radio;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RouteMemoryTest {
    private static final URI GIVEN = URI.create("http://radio.test/");
    private static final URI EDGE = URI.create("http://edge.test/?token=secret");

    private final RouteMemory memory = new RouteMemory();

    @Test
    void shouldHaveNoEdgeWhereNothingLedAway() {
        assertThat(memory.nextEdge()).isNull();
        memory.found(GIVEN, GIVEN);
        assertThat(memory.nextEdge()).isNull();
    }

    @Test
    void shouldTryAnEdgeTwiceThatDoesNotLast() {
        memory.found(GIVEN, EDGE);
        assertThat(memory.nextEdge()).isEqualTo(EDGE);
        memory.lasted(RouteMemory.GOOD.minusMillis(1));
        assertThat(memory.nextEdge()).isEqualTo(EDGE);
        memory.lasted(Duration.ZERO);
        assertThat(memory.nextEdge()).isNull();
        assertThat(memory.nextEdge()).isNull();
    }

    @Test
    void shouldKeepAnEdgeThatLasts() {
        memory.found(GIVEN, EDGE);
        for (int i = 0; i < 10; i++) {
            assertThat(memory.nextEdge()).isEqualTo(EDGE);
            memory.lasted(RouteMemory.GOOD);
        }
    }

    @Test
    void shouldForgetAnEdgeAtOnceThatNoLongerLetsIn() {
        for (int status : new int[] {401, 403, 404, 410}) {
            memory.found(GIVEN, EDGE);
            assertThat(memory.edgeFailed(failure(LiveError.SOURCE_REFUSED, status)))
                    .isTrue();
            assertThat(memory.nextEdge()).isNull();
        }
    }

    @Test
    void shouldTryAnEdgeAgainThatIsNotReached() {
        memory.found(GIVEN, EDGE);
        assertThat(memory.edgeFailed(failure(LiveError.SOURCE_UNREACHABLE, 0))).isFalse();
        assertThat(memory.edgeFailed(failure(LiveError.SOURCE_UNREACHABLE, 503)))
                .isFalse();
        assertThat(memory.nextEdge()).isEqualTo(EDGE);
    }

    private static LiveException failure(LiveError code, int status) {
        return new LiveException(code, "", status, null);
    }
}
