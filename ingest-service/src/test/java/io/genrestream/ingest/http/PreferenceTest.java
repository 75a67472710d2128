package io.genrestream.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferenceTest {
    private static final Duration MOST = Duration.ofMinutes(10);

    @Test
    void shouldFindTheWaitAmongOtherPreferences() {
        assertThat(Preference.wait(List.of("wait=60"), MOST)).contains(Duration.ofSeconds(60));
        assertThat(Preference.wait(List.of("respond-async, wait = \"5\"; foo"), MOST))
                .contains(Duration.ofSeconds(5));
        assertThat(Preference.wait(List.of("respond-async", "Wait=7"), MOST)).contains(Duration.ofSeconds(7));
    }

    @Test
    void shouldNotWaitLongerThanTheLimit() {
        assertThat(Preference.wait(List.of("wait=999999"), MOST)).contains(MOST);
    }

    @Test
    void shouldPassOverWhatIsNoWait() {
        assertThat(Preference.wait(List.of(), MOST)).isEmpty();
        assertThat(Preference.wait(List.of("await=60", "wait=soon", "wait=-1"), MOST))
                .isEmpty();
    }
}
