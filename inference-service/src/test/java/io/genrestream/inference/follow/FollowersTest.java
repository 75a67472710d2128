package io.genrestream.inference.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.inference.track.TrackResults;
import io.genrestream.streams.Faults;
import io.genrestream.streams.OnFailedRecord;
import io.genrestream.streams.StreamsRuntime;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One place, and streams that have no result yet; so nothing is asked of a broker, and there is none. */
class FollowersTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Followers followers;

    @AfterEach
    void close() {
        followers.close();
    }

    @Test
    void shouldRefuseOneMoreThanItsPlaces() {
        followers = followers(LONG);

        assertThat(follow(new Receiver())).isTrue();
        assertThat(follow(new Receiver())).isFalse();
    }

    @Test
    void shouldFreeThePlaceLongBeforeTheHeartbeatWhenTheReceiverLeaves() {
        followers = followers(LONG);
        Receiver leaving = new Receiver();
        assertThat(follow(leaving)).isTrue();

        leaving.open = false;

        await().atMost(PATIENCE).until(() -> follow(new Receiver()));
    }

    @Test
    void shouldFreeThePlaceWhenTheReceiverHasLeftBeforeItIsFollowed() {
        followers = followers(LONG);
        Receiver gone = new Receiver();
        gone.open = false;
        assertThat(follow(gone)).isTrue();

        await().atMost(PATIENCE).until(() -> follow(new Receiver()));
    }

    @Test
    void shouldFreeThePlaceAndTellTheEndWhenAHeartbeatFailsUnexpectedly() throws Exception {
        followers = followers(Duration.ZERO);
        CountDownLatch ended = new CountDownLatch(1);
        Receiver broken = new Receiver() {
            @Override
            public void heartbeat() {
                throw new IllegalStateException("no more");
            }
        };
        assertThat(followers.follow("stream", Optional.empty(), broken, ended::countDown))
                .isTrue();

        ended.await();
        await().atMost(PATIENCE).until(() -> follow(new Receiver()));
    }

    private boolean follow(Receiver receiver) {
        return followers.follow("stream", Optional.empty(), receiver, () -> {});
    }

    private static Followers followers(Duration heartbeat) {
        TopicCatalogue topics = new TopicCatalogue("followers.", 4);
        StreamsRuntime notStarted = new StreamsRuntime(
                Topology::new, new Properties(), List.of(), new Faults(OnFailedRecord.SET_ASIDE, kind -> {}));
        return new Followers(
                new ResultTopics(topics, (topic, bytes) -> null, (topic, bytes) -> null),
                new TrackResults(notStarted),
                new FollowerSettings(Map.of("bootstrap.servers", "127.0.0.1:9"), 1, heartbeat, LONG));
    }

    private static class Receiver implements EventOutlet {
        volatile boolean open = true;

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void send(String name, EventPosition id, Object data) throws IOException {}

        @Override
        public void heartbeat() throws IOException {}
    }
}
