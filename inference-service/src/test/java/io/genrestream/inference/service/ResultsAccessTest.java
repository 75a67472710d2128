package io.genrestream.inference.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.inference.Windows;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.testkit.TestIdentityProvider;
import io.genrestream.testkit.TestKeys;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service where a file of keys says who may. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@TestProfile(ResultsAccessTest.WithKeys.class)
class ResultsAccessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROVIDER = "quarkus.oidc.auth-server-url";
    private static final TopicCatalogue TOPICS = new TopicCatalogue(KafkaResource.PREFIX, KafkaResource.PARTITIONS);

    public static final class WithKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(TestKeys.settings());
            settings.put(PROVIDER, TestIdentityProvider.address());
            return settings;
        }
    }

    private final TestKeys keys = TestKeys.ofRunningService();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "genrestream.schema-registry")
    String registryUrl;

    @ConfigProperty(name = PROVIDER)
    String provider;

    @TestHTTPResource(management = true)
    URL management;

    @TestHTTPResource("/v1/")
    URI service;

    @Test
    void shouldShowResultsToTheOwnersOfTheirStreamsAlone() throws Exception {
        try (EventSerdes serdes = new EventSerdes(Map.of(RegistrySettings.URLS, registryUrl));
                Admin kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            TOPICS.create(kafka, (short) 1);
            new RegisteredEvents(serdes.client(), TOPICS).register();
            await().atMost(PATIENCE)
                    .until(() -> given().get(management + "health/ready").statusCode() == 200);
            Sender sender = new Sender(serdes, producer);
            sender.claim("song-a", "alice");
            sender.claim("song-b", "bob");
            sender.claim("ownerless", null);
            // A claim that lost changes nothing.
            sender.claim("song-a", "bob");
            sender.song("song-a");
            sender.song("song-b");
            sender.song("ownerless");
            for (String id : new String[] {"song-a", "song-b", "ownerless"}) {
                await().atMost(PATIENCE)
                        .until(() -> Boolean.TRUE.equals(as(keys.admin())
                                .get("/v1/streams/" + id + "/genre")
                                .path("final")));
            }
            shouldAskForAKey();
            shouldFilterWhatIsRead();
            shouldFilterEvents();
            shouldTakeTokensToo();
            shouldForgetTheOwnerOfADeletedStream(sender);
        }
    }

    private void shouldAskForAKey() {
        for (String path :
                new String[] {"/v1/streams/song-a/genre", "/v1/map", "/v1/model", "/v1/events?streams=song-a"}) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .body("code", equalTo("NO_KEY"));
        }
        as(keys.feeder()).get("/v1/model").then().statusCode(403).body("code", equalTo("SCOPE_MISSING"));
        as(keys.alice()).get("/v1/model").then().statusCode(200);
    }

    private void shouldFilterWhatIsRead() {
        for (String what :
                new String[] {"genre", "segments", "features", "nearest", "similarity?to=song-b", "events"}) {
            as(keys.alice())
                    .get("/v1/streams/song-b/" + what)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("NO_RESULT"));
        }
        as(keys.alice()).get("/v1/streams/song-a/similarity?to=song-b").then().statusCode(404);
        as(keys.alice()).get("/v1/streams/ownerless/genre").then().statusCode(404);
        as(keys.alice()).get("/v1/streams/song-a/genre").then().statusCode(200);
        as(keys.bob()).get("/v1/streams/song-a/genre").then().statusCode(404);
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(keys.admin())
                        .get("/v1/map")
                        .then()
                        .body("points.streamId", containsInAnyOrder("song-a", "song-b", "ownerless")));
        as(keys.alice()).get("/v1/map").then().body("points.streamId", contains("song-a"));
        as(keys.alice())
                .get("/v1/streams/song-a/nearest")
                .then()
                .statusCode(200)
                .body("nearest", empty());
        as(keys.admin())
                .get("/v1/streams/song-a/nearest")
                .then()
                .body("nearest.streamId", containsInAnyOrder("song-b", "ownerless"));
    }

    private void shouldFilterEvents() throws Exception {
        as(keys.alice()).get("/v1/events?streams=song-a,song-b").then().statusCode(404);
        try (EventStream own = events("streams/song-a/events", keys.alice())) {
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.nextEvent().data()).contains("song-a");
        }
        try (EventStream others = events("streams/song-a/events", keys.bob())) {
            assertThat(others.status()).isEqualTo(404);
        }
    }

    private void shouldTakeTokensToo() throws Exception {
        try (TestIdentityProvider tokens = TestIdentityProvider.start(provider)) {
            String own = tokens.token("alice", "read");
            // The provider was away until now, and is asked again after a moment.
            await().atMost(PATIENCE)
                    .until(() -> bearing(own).get("/v1/streams/song-a/genre").statusCode() == 200);
            bearing(own).get("/v1/streams/song-b/genre").then().statusCode(404);
            bearing(own).get("/v1/map").then().body("points.streamId", contains("song-a"));
            bearing(tokens.token("bob", "read"))
                    .get("/v1/streams/song-a/genre")
                    .then()
                    .statusCode(404);
            bearing(tokens.token("alice", "feed"))
                    .get("/v1/model")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("SCOPE_MISSING"));
            bearing(tokens.token(Map.of("sub", "alice", "scope", "read", "exp", 1)))
                    .get("/v1/model")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("UNKNOWN_KEY"));
            try (EventStream events = events("streams/song-a/events", own)) {
                assertThat(events.status()).isEqualTo(200);
                assertThat(events.nextEvent().data()).contains("song-a");
            }
            try (EventStream others = events("streams/song-b/events", own)) {
                assertThat(others.status()).isEqualTo(404);
            }
        }
    }

    private void shouldForgetTheOwnerOfADeletedStream(Sender sender) {
        sender.send(TOPICS.audioStreams(), "song-a", null);
        sender.claim("song-a", "bob");
        await().atMost(PATIENCE)
                .until(() -> as(keys.bob()).get("/v1/streams/song-a/genre").statusCode() == 200);
        as(keys.alice()).get("/v1/streams/song-a/genre").then().statusCode(404);
    }

    private EventStream events(String path, String key) throws IOException, InterruptedException {
        return new EventStream(service.resolve(path), Optional.empty(), Map.of("Authorization", "Bearer " + key));
    }

    private static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification as(String key) {
        return given().header("X-API-Key", key);
    }

    /** What the services before this one write. */
    private record Sender(EventSerdes serdes, KafkaProducer<String, byte[]> producer) {
        void claim(String id, String owner) {
            StreamStatus status = StreamStatus.newBuilder()
                    .setStreamId(id)
                    .setState(StreamState.STARTED)
                    .setUploadId("upload-" + owner)
                    .setInstance("test")
                    .setSource("upload")
                    .setOwner(owner)
                    .setStartedAt(Instant.now())
                    .setUpdatedAt(Instant.now())
                    .build();
            Topic topic = TOPICS.audioStreams();
            send(topic, id, serdes.<StreamStatus>serializer().serialize(topic.name(), status));
        }

        void song(String id) {
            for (FeatureWindow window : new FeatureWindow[] {
                Windows.window(id, 0), Windows.window(id, 1), Windows.end(id, 2, EndReason.COMPLETE)
            }) {
                // What was captured a month ago has no result any more.
                window.setCapturedAt(Instant.now());
                Topic topic = TOPICS.audioFeatures();
                send(topic, id, serdes.<FeatureWindow>serializer().serialize(topic.name(), window));
            }
        }

        void send(Topic topic, String id, byte[] value) {
            producer.send(new ProducerRecord<>(topic.name(), id, value));
            producer.flush();
        }
    }
}
