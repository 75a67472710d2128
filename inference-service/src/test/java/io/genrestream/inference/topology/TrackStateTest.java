package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.inference.Windows;
import io.genrestream.streams.StateVersionException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class TrackStateTest {
    @Test
    void shouldBlameNoRecordForStateOfALaterVersion() {
        try (Serde<TrackState> serde = TrackState.serde()) {
            byte[] state = serde.serializer().serialize("", TrackState.ended(Windows.window("song", 0), 0));
            state[0]++;

            assertThatThrownBy(() -> serde.deserializer().deserialize("", state))
                    .isInstanceOf(StateVersionException.class)
                    .hasMessageStartingWith("STATE_VERSION");
        }
    }
}
