package io.genrestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeRateTest {
    private long now = Long.MAX_VALUE - 1_000;
    private final ProbeRate rate = new ProbeRate(() -> now);

    @Test
    void shouldBoundOneClientAndLeaveOthers() {
        spend("a");

        assertThatThrownBy(() -> rate.admit("a"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("120 a minute");
        assertThatCode(() -> rate.admit("b")).doesNotThrowAnyException();
    }

    @Test
    void shouldLetTheClientGoOnAMinuteLater() {
        spend("a");
        now += Duration.ofMinutes(1).toNanos();

        assertThatCode(() -> spend("a")).doesNotThrowAnyException();
    }

    private void spend(String client) {
        for (int probe = 0; probe < 120; probe++) {
            rate.admit(client);
        }
    }
}
