package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.EndReason;
import io.genrestream.testkit.SlowClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** A thousand clients that send next to nothing, and one that wants its song classified. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SlowClientsTest extends ServiceTest {
    private static final Logger LOG = Logger.getLogger(SlowClientsTest.class);
    private static final int COUNT = 1_000;
    private static final int UPLOADS = 5;

    /** Times are noise; this shows a wait for somebody else. */
    private static final Duration HANG = Duration.ofSeconds(60);

    @Test
    void shouldTakeAnHonestUploadInItsNormalTimeBesideAThousandSlowOnes() throws Exception {
        uploads("warm-up");
        Duration alone = uploads("alone");
        try (SlowClients slow = new SlowClients(port(), COUNT, longWav(50))) {
            Duration atOnce = uploads("at-once");
            Thread.sleep(5_000);
            Duration later = uploads("later");
            LOG.infof(
                    "An upload of a minute: %d ms alone, %d ms when %d slow clients have come, %d ms some seconds later",
                    alone.toMillis(), atOnce.toMillis(), slow.count(), later.toMillis());
        }
    }

    /** Sends a minute of audio a few times and gives the median time from the first byte to the answer. */
    private Duration uploads(String id) throws IOException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            byte[] file = longWav(60 + i);
            long begun = System.nanoTime();
            given().body(file).put("/v1/streams/" + id + "-" + i).then().statusCode(202);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        assertThat(log.chunks(id + "-0").getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(times).allMatch(time -> time.compareTo(HANG) < 0);
        Collections.sort(times);
        return times.get(UPLOADS / 2);
    }
}
