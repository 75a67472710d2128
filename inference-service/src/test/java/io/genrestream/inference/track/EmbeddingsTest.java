package io.genrestream.inference.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {
    private final Embeddings embeddings = new Embeddings(4);

    @Test
    void shouldOrderOthersByTheAngleBetween() {
        put("from", 1, 0);
        put("opposite", -3, 0);
        put("across", 0, 5);
        put("near", 4, 1);

        assertThat(embeddings.nearest("from", 9, _ -> true))
                .extracting(NearestTracks.Near::streamId)
                .containsExactly("near", "across", "opposite");
        assertThat(embeddings.nearest("from", 1, _ -> true).getFirst().similarity())
                .isCloseTo(4 / Math.sqrt(17), within(0.01));
        assertThat(embeddings.nearest("from", 9, _ -> true).getLast().similarity())
                .isCloseTo(-1, within(0.01));
    }

    @Test
    void shouldKnowNothingOfWhatHasNoDirectionOrIsGone() {
        put("from", 1, 0);
        put("nowhere", 0, 0);
        put("gone", 1, 1);
        put("strange", Float.NaN, 1);
        embeddings.remove("gone");

        assertThat(embeddings.nearest("from", 9, _ -> true)).isEmpty();
        assertThat(embeddings.nearest("nowhere", 9, _ -> true)).isEmpty();
        assertThat(embeddings.nearest("gone", 9, _ -> true)).isEmpty();
    }

    @Test
    void shouldForgetWhatCameFirst() {
        put("first", 1, 0);
        put("from", 1, 0);
        put("first", 1, 0);
        for (int i = 0; i < 3; i++) {
            put("later-" + i, 1, i);
        }

        assertThat(embeddings.nearest("from", 9, _ -> true)).isEmpty();
        assertThat(embeddings.nearest("first", 9, _ -> true)).hasSize(3);
    }

    private void put(String streamId, float... components) {
        ByteBuffer bytes = ByteBuffer.allocate(components.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float component : components) {
            bytes.putFloat(component);
        }
        embeddings.put(streamId, "jazz", 0.5, bytes.flip());
    }
}
