package io.genrestream.inference.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.Windows;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.topic.TopicCatalogue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole service, on a real broker and the real registry. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InferenceServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicCatalogue TOPICS = new TopicCatalogue(KafkaResource.PREFIX, KafkaResource.PARTITIONS);

    private static final Instant BEGUN = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "genrestream.schema-registry")
    String registryUrl;

    @TestHTTPResource("/v1/streams/")
    URI streams;

    @TestHTTPResource(management = true)
    URL management;

    private EventSerdes serdes;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        serdes = new EventSerdes(Map.of(RegistrySettings.URLS, registryUrl));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        serdes.close();
    }

    @Test
    @Order(1)
    void shouldWaitForTopicsAndSchemasWithoutFailing() {
        given().get(management + "health/live").then().statusCode(200);
        given().get(management + "health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'streams' }.data.state", equalTo("WAITING"));
        given().get("/v1/streams/early/genre").then().statusCode(503).body("code", equalTo("RESULTS_NOT_READY"));

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TOPICS.create(admin, (short) 1);
        }
        new RegisteredEvents(serdes.client(), TOPICS).register();

        ready();
    }

    @Test
    @Order(2)
    void shouldTurnWindowsIntoPredictionsAndATrack() {
        ready();
        send(Windows.window("song", 0), Windows.window("song", 1), Windows.end("song", 2, EndReason.COMPLETE));

        List<GenrePrediction> predictions =
                read(TOPICS.genrePredictions().name(), "song", 2, serdes.deserializer(GenrePrediction.class));
        List<TrackGenre> tracks = read(TOPICS.genreTracks().name(), "song", 3, serdes.deserializer(TrackGenre.class));

        assertThat(predictions).extracting(GenrePrediction::getWindowIndex).containsExactly(0, 1);
        assertThat(tracks).extracting(TrackGenre::getFinal$).containsExactly(false, false, true);
        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(
                        given().get("/v1/streams/song/genre").path("final")));
        given().get("/v1/streams/song/genre")
                .then()
                .statusCode(200)
                .body("streamId", equalTo("song"))
                .body("windows", equalTo(2))
                .body("label", equalTo(tracks.getLast().getLabel()))
                .body("model.name", equalTo("tiny"))
                .body("externalId", equalTo("ISRC-song"))
                .body("attributes.tenant", equalTo("t1"))
                .body("attempt", equalTo(0))
                .body("endReason", equalTo("COMPLETE"));
    }

    @Test
    @Order(3)
    void shouldAnswerForAnUnknownStreamWithAProblem() {
        ready();
        for (String id : List.of("song;x", "so%6Eg", "x/../song", "a~b")) {
            for (String what : List.of("genre", "events")) {
                given().urlEncodingEnabled(false)
                        .get("/v1/streams/" + id + "/" + what)
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("INVALID_ID"));
            }
        }
        given().get("/v1/streams/nobody/genre")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("NO_RESULT"))
                .body("status", equalTo(404))
                .body("title", equalTo("No result"));
    }

    @Test
    @Order(3)
    void shouldDescribeItsModel() {
        given().get("/v1/model")
                .then()
                .statusCode(200)
                .body("name", equalTo("tiny"))
                .body("labels", contains("blues", "jazz", "rock"))
                .body("frontEndDigest", equalTo("b258ea0a2c54ed53"))
                .body("activation", equalTo("softmax"));
    }

    @Test
    @Order(4)
    void shouldSendEventsFromTheBeginningUntilTheFinalOne() throws Exception {
        ready();
        send(Windows.window("told", 0));
        try (EventStream events = new EventStream(streams.resolve("told/events"), Optional.empty())) {
            List<EventStream.Event> first = List.of(events.nextEvent(), events.nextEvent());
            send(Windows.silent("told", 1), Windows.end("told", 2, EndReason.COMPLETE));
            List<EventStream.Event> rest = events.untilEnd().stream()
                    .filter(event -> !event.name().equals("comment"))
                    .toList();

            assertThat(first).extracting(EventStream.Event::name).containsExactlyInAnyOrder("prediction", "track");
            assertThat(rest)
                    .extracting(EventStream.Event::name)
                    .containsExactlyInAnyOrder("prediction", "track", "track");
            assertThat(rest.getLast().data()).contains("\"final\":true");
            assertThat(new ObjectMapper()
                            .readTree(rest.stream()
                                    .filter(event -> event.name().equals("prediction"))
                                    .findFirst()
                                    .orElseThrow()
                                    .data())
                            .get("verdict")
                            .asText())
                    .isEqualTo("NO_MUSIC");
        }
    }

    @Test
    @Order(5)
    void shouldGoOnAfterTheLastEventThatWasSeen() throws Exception {
        ready();
        for (int i = 0; i < 4; i++) {
            send(Windows.window("resumed", i));
        }
        send(Windows.end("resumed", 4, EndReason.COMPLETE));
        List<EventStream.Event> all;
        try (EventStream events = new EventStream(streams.resolve("resumed/events"), Optional.empty())) {
            all = withoutComments(events.untilEnd());
        }
        assertThat(all).hasSize(9);

        for (int seen = 1; seen < all.size(); seen++) {
            String lastSeen = all.get(seen - 1).id();
            try (EventStream events = new EventStream(streams.resolve("resumed/events"), Optional.of(lastSeen))) {
                assertThat(withoutComments(events.untilEnd()))
                        .extracting(EventStream.Event::data)
                        .containsExactlyInAnyOrderElementsOf(all.subList(seen, all.size()).stream()
                                .map(EventStream.Event::data)
                                .toList());
            }
        }
        try (EventStream over = new EventStream(
                streams.resolve("resumed/events"), Optional.of(all.getLast().id()))) {
            assertThat(over.status()).isEqualTo(204);
        }
    }

    @Test
    @Order(6)
    void shouldRefuseAnEventIdThatItNeverGave() {
        ready();
        given().header("Last-Event-ID", "nonsense")
                .get("/v1/streams/song/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_EVENT_ID"));
    }

    @Test
    @Order(6)
    void shouldSendEventsOfSeveralStreamsOverOneConnection() throws Exception {
        ready();
        send(Windows.window("left", 0), Windows.window("right", 0));
        send(Windows.end("left", 1, EndReason.COMPLETE), Windows.end("right", 1, EndReason.COMPLETE));
        for (String stream : List.of("left", "right")) {
            await().atMost(PATIENCE)
                    .until(() -> Boolean.TRUE.equals(
                            given().get("/v1/streams/" + stream + "/genre").path("final")));
        }
        URI address = streams.resolve("/v1/events?streams=left&watch=right");
        String last;
        try (EventStream events = new EventStream(address, Optional.empty())) {
            List<EventStream.Event> all = withoutComments(events.untilEnd());
            assertThat(all)
                    .filteredOn(event -> event.data().contains("\"streamId\":\"left\""))
                    .extracting(EventStream.Event::name)
                    .containsExactly("track");
            assertThat(all)
                    .filteredOn(event -> event.data().contains("\"streamId\":\"right\""))
                    .extracting(EventStream.Event::name)
                    .containsExactlyInAnyOrder("prediction", "track", "track", "frames");
            last = all.stream()
                    .filter(event -> !event.name().equals("frames"))
                    .toList()
                    .getLast()
                    .id();
        }
        try (EventStream over = new EventStream(address, Optional.of(last))) {
            assertThat(over.status()).isEqualTo(204);
        }
    }

    @Test
    @Order(6)
    void shouldTellWhichTracksSoundAlike() {
        ready();
        for (String stream : List.of("alike-a", "alike-b", "alike-c")) {
            send(Windows.window(stream, 0), Windows.window(stream, 1), Windows.end(stream, 2, EndReason.COMPLETE));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/v1/streams/alike-a/nearest")
                        .then()
                        .statusCode(200)
                        .body("nearest.streamId", hasItems("alike-b", "alike-c"))
                        .body("nearest.streamId", not(hasItem("alike-a"))));
        List<Float> similarities =
                given().get("/v1/streams/alike-a/nearest").jsonPath().getList("nearest.similarity", Float.class);
        assertThat(similarities).isSortedAccordingTo(Comparator.reverseOrder()).allMatch(cosine -> cosine <= 1.001f);
        given().get("/v1/streams/nobody/nearest").then().statusCode(404).body("code", equalTo("NO_RESULT"));

        String nearest = given().get("/v1/streams/alike-a/nearest").path("nearest[0].streamId");
        given().get("/v1/streams/alike-a/similarity?to=" + nearest)
                .then()
                .statusCode(200)
                .body("to", equalTo(nearest))
                .body("similarity", equalTo(similarities.getFirst()));
        given().get("/v1/streams/alike-a/similarity?to=nobody")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_RESULT"));
        given().get("/v1/streams/alike-a/similarity").then().statusCode(400).body("code", equalTo("INVALID_ID"));
        given().get("/v1/map")
                .then()
                .statusCode(200)
                .body("projection", equalTo("pca"))
                .body("points.streamId", hasItems("alike-a", "alike-b", "alike-c"));
        assertThat(given().get("/v1/map").jsonPath().getList("points.x", Float.class))
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(6)
    void shouldNotCompareATrackThatGoesOn() {
        ready();
        send(Windows.window("whole", 0), Windows.end("whole", 1, EndReason.COMPLETE), Windows.window("going-on", 0));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/v1/streams/whole/similarity?to=going-on")
                        .then()
                        .statusCode(200)
                        .body("similarity", equalTo(null)));
        given().get("/v1/map").then().body("points.streamId", not(hasItem("going-on")));
    }

    @Test
    @Order(6)
    void shouldTellTheLatestStatisticsOfAStreamsFeatures() {
        ready();
        given().get("/v1/streams/nobody/features").then().statusCode(404).body("code", equalTo("NO_RESULT"));
        send(Windows.window("measured", 0), Windows.end("measured", 1, EndReason.COMPLETE));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        given().get("/v1/streams/measured/features").then().statusCode(204));

        FeatureAggregate rolling = aggregate("measured", 30, null);
        FeatureAggregate whole = aggregate("measured", 62, 124f);
        whole.setFinal$(true);
        FeatureAggregate earlierAttempt = aggregate("measured", 90, 90f);
        earlierAttempt.setAttempt(-1);
        send(rolling, aggregate("other", 10, 80f), earlierAttempt);
        given().get("/v1/streams/measured/features")
                .then()
                .statusCode(200)
                .body("final", equalTo(false))
                .body("end", equalTo(30f))
                .body("$", not(hasKey("tempo")));
        send(whole);
        given().get("/v1/streams/measured/features")
                .then()
                .statusCode(200)
                .body("final", equalTo(true))
                .body("tempo", equalTo(124f))
                .body("$", not(hasKey("pitchMedian")))
                .body("values.'rms.mean'", equalTo(0.25f))
                .body("values.'chroma_0.max'", equalTo(1f));
    }

    private static FeatureAggregate aggregate(String streamId, int seconds, Float tempo) {
        FeatureAggregate aggregate = new FeatureAggregate();
        aggregate.setStreamId(streamId);
        aggregate.setSampleRate(22_050);
        aggregate.setFrontEndDigest(FrontEndSpec.SHIPPED.digest());
        aggregate.setEndSample(seconds * 22_050L);
        aggregate.setFrames(seconds);
        aggregate.setNames(List.of("rms.mean", "chroma_0.max"));
        aggregate.setValues(ByteBuffer.allocate(2 * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.25f)
                .putFloat(1)
                .flip());
        aggregate.setTempo(tempo);
        aggregate.setPitchMedian(0f);
        aggregate.setAttributes(Map.of());
        aggregate.setCapturedAt(BEGUN);
        return aggregate;
    }

    private void send(FeatureAggregate... aggregates) {
        String topic = TOPICS.audioAggregates().name();
        for (FeatureAggregate aggregate : aggregates) {
            producer.send(new ProducerRecord<>(
                    topic,
                    aggregate.getStreamId(),
                    serdes.<FeatureAggregate>serializer().serialize(topic, aggregate)));
        }
        producer.flush();
    }

    @Test
    @Order(6)
    void shouldRefuseStreamsThatCannotBeFollowedOverOneConnection() {
        ready();
        String tooMany = IntStream.range(0, 51).mapToObj(i -> "s" + i).collect(Collectors.joining(","));
        for (String query : List.of(
                "streams=",
                "streams=a,,b",
                "streams=a,a",
                "streams=a&watch=a",
                "streams=a~b",
                "watch=a,b,c,d,e",
                "watch=a@-1",
                "streams=" + tooMany)) {
            given().urlEncodingEnabled(false)
                    .get("/v1/events?" + query)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("BAD_STREAMS"));
        }
    }

    @Test
    @Order(6)
    void shouldRefuseAStartThatItDoesNotKnow() {
        ready();
        given().get("/v1/streams/song/events?from=yesterday")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("BAD_START"));
    }

    @Test
    @Order(7)
    void shouldKeepSilentConnectionsOpenAndBoundTheirNumber() throws Exception {
        ready();
        List<EventStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                send(Windows.window("open-" + i, 0));
                open.add(new EventStream(streams.resolve("open-" + i + "/events"), Optional.empty()));
                open.getLast().nextEvent();
                open.getLast().nextEvent();
            }
            assertThat(open.getFirst().next().name()).isEqualTo("comment");
            given().get("/v1/streams/song/events").then().statusCode(503).body("code", equalTo("TOO_MANY_FOLLOWERS"));
        } finally {
            for (EventStream events : open) {
                events.close();
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (EventStream events = new EventStream(streams.resolve("song/events"), Optional.empty())) {
                assertThat(events.status()).isEqualTo(200);
                assertThat(withoutComments(events.untilEnd())).isNotEmpty();
            }
        });
    }

    @Test
    @Order(7)
    void shouldNotLetIdsThatDoNotExistCloseTheDoor() throws Exception {
        ready();
        List<EventStream> nobody = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                nobody.add(new EventStream(streams.resolve("nobody-" + i + "/events"), Optional.empty()));
            }
            try (EventStream events = new EventStream(streams.resolve("song/events"), Optional.empty())) {
                assertThat(events.status()).isEqualTo(200);
                assertThat(withoutComments(events.untilEnd()).getLast().data()).contains("\"final\":true");
            }
        } finally {
            for (EventStream events : nobody) {
                events.close();
            }
        }
    }

    @Test
    @Order(7)
    void shouldSendEverythingToWhoFollowsAStreamBeforeItBegins() throws Exception {
        ready();
        try (EventStream events = new EventStream(streams.resolve("expected/events"), Optional.empty())) {
            send(Windows.window("expected", 0), Windows.window("expected", 1));
            send(Windows.end("expected", 2, EndReason.COMPLETE));

            assertThat(withoutComments(events.untilEnd()))
                    .extracting(EventStream.Event::name)
                    .containsExactlyInAnyOrder("prediction", "track", "prediction", "track", "track");
        }
    }

    @Test
    @Order(7)
    void shouldBeginWithThePresentResult() throws Exception {
        ready();
        for (int i = 0; i < 5; i++) {
            send(Windows.window("station", i));
        }
        await().atMost(PATIENCE)
                .until(() -> Integer.valueOf(5)
                        .equals(given().get("/v1/streams/station/genre").path("windows")));
        try (EventStream events = new EventStream(streams.resolve("station/events?from=now"), Optional.empty())) {
            EventStream.Event present = events.nextEvent();
            assertThat(present.name()).isEqualTo("track");
            assertThat(present.data()).contains("\"windows\":5");
            send(Windows.window("station", 5));
            send(Windows.end("station", 6, EndReason.COMPLETE));

            assertThat(withoutComments(events.untilEnd()))
                    .extracting(EventStream.Event::name)
                    .containsExactlyInAnyOrder("prediction", "track", "track");
        }
        try (EventStream events = new EventStream(streams.resolve("station/events?from=now"), Optional.empty())) {
            assertThat(withoutComments(events.untilEnd()))
                    .singleElement()
                    .satisfies(event -> assertThat(event.data()).contains("\"final\":true"));
        }
    }

    @Test
    @Order(7)
    void shouldShowNothingOfAnEarlierAttempt() throws Exception {
        ready();
        FeatureWindow again = Windows.window("again", 0);
        again.setAttempt(12);
        FeatureWindow end = Windows.end("again", 1, EndReason.COMPLETE);
        end.setAttempt(12);
        send(Windows.window("again", 0), Windows.window("again", 1), Windows.end("again", 2, EndReason.FAILED));
        send(again, end);
        await().atMost(PATIENCE)
                .until(() ->
                        "COMPLETE".equals(given().get("/v1/streams/again/genre").path("endReason")));

        try (EventStream events = new EventStream(streams.resolve("again/events"), Optional.empty())) {
            assertThat(withoutComments(events.untilEnd()))
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.data()).contains("\"attempt\":12"));
        }
    }

    @Test
    @Order(7)
    void shouldTellTheSongsOfALiveStreamAsTheyComeAndTheLatestOnRequest() throws Exception {
        ready();
        send(live(Windows.window("radio", 0), "First"));
        List<EventStream.Event> events = new ArrayList<>();
        try (EventStream stream = new EventStream(streams.resolve("radio/events"), Optional.empty())) {
            for (int i = 0; i < 3; i++) {
                events.add(stream.nextEvent());
            }
            for (int i = 1; i < 25; i++) {
                send(live(Windows.window("radio", i), i < 12 ? "First" : "Second"));
            }
            send(live(Windows.end("radio", 25, EndReason.COMPLETE), null));
            events.addAll(withoutComments(stream.untilEnd()));
        }

        assertThat(events.getLast().name())
                .as("nothing follows the last result")
                .isEqualTo("track");
        List<JsonNode> songs = new ArrayList<>();
        for (EventStream.Event event : events) {
            if (event.name().equals("segment")) {
                songs.add(new ObjectMapper().readTree(event.data()));
            }
        }
        assertThat(songs)
                .extracting(song -> song.get("segment").asInt()
                        + " " + song.get("title").asText()
                        + " " + song.get("final").asBoolean())
                .containsExactly("0 First false", "0 First true", "1 Second false", "1 Second true");

        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(
                        given().get("/v1/streams/radio/segments").path("segments[0].final")));
        given().get("/v1/streams/radio/segments")
                .then()
                .statusCode(200)
                .body("streamId", equalTo("radio"))
                .body("segments.title", contains("Second", "First"))
                .body("segments.began", contains("TITLE", "START"))
                .body("segments.windows", contains(13, 12))
                .body(
                        "segments[0].startedAt",
                        equalTo(songs.getLast().get("startedAt").asText()));
        given().get("/v1/streams/radio/genre")
                .then()
                .body("segment", equalTo(1))
                .body("now.title", equalTo("Second"));
        given().get("/v1/streams/nobody/segments").then().statusCode(404).body("code", equalTo("NO_RESULT"));
        given().get("/v1/streams/song/segments").then().statusCode(200).body("segments", empty());
        given().get("/v1/streams/song/genre").then().body("$", not(hasKey("now")));
    }

    private static FeatureWindow live(FeatureWindow window, String title) {
        window.setLive(true);
        window.setTitle(title);
        return window;
    }

    @Test
    @Order(7)
    void shouldTellThatAStreamIsDeletedAndKnowItNoMore() throws Exception {
        ready();
        send(Windows.window("deleted", 0));
        List<EventStream.Event> seen = new ArrayList<>();
        try (EventStream events = new EventStream(streams.resolve("deleted/events"), Optional.empty())) {
            seen.add(events.nextEvent());
            seen.add(events.nextEvent());
            send(Windows.end("deleted", 1, EndReason.DELETED));
            seen.addAll(withoutComments(events.untilEnd()));
        }

        assertThat(seen).extracting(EventStream.Event::name).endsWith("deleted").hasSize(3);
        assertThat(seen.getLast().data()).isEqualTo("{\"streamId\":\"deleted\"}");
        await().atMost(PATIENCE)
                .until(() -> given().get("/v1/streams/deleted/genre").statusCode() == 404);
        given().header("Last-Event-ID", seen.getLast().id())
                .get("/v1/streams/deleted/events")
                .then()
                .statusCode(404)
                .body("code", equalTo("NO_RESULT"));
        try (EventStream missed = new EventStream(
                streams.resolve("deleted/events"), Optional.of(seen.get(1).id()))) {
            assertThat(withoutComments(missed.untilEnd())).containsExactly(seen.getLast());
        }
    }

    @Test
    @Order(8)
    void shouldPutABadRecordAsideAndGoOn() {
        ready();
        producer.send(new ProducerRecord<>(TOPICS.audioFeatures().name(), "bad", new byte[] {9, 9, 9}));
        send(Windows.window("bad", 0));

        assertThat(read(TOPICS.genrePredictions().name(), "bad", 1, serdes.deserializer(GenrePrediction.class)))
                .hasSize(1);
        assertThat(read(TOPICS.deadFeatures().name(), "bad", 1, new ByteArrayDeserializer()))
                .containsExactly(new byte[] {9, 9, 9});
    }

    @Test
    @Order(9)
    void shouldTellItsMetrics() {
        ready();
        String metrics = given().get(management + "metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics)
                .contains("genrestream_predictions_total{verdict=\"NO_MUSIC\"}")
                .contains("genrestream_dead_letters_total{code=\"BAD_MAGIC_BYTE\"} 1.0")
                .contains("genrestream_score_seconds_count")
                .contains("genrestream_window_latency_seconds_bucket")
                .contains("genrestream_model_info{")
                .contains("genrestream_tracks_total");
    }

    private static List<EventStream.Event> withoutComments(List<EventStream.Event> events) {
        return events.stream().filter(event -> !event.name().equals("comment")).toList();
    }

    private void ready() {
        await().atMost(PATIENCE)
                .until(() -> given().get(management + "health/ready").statusCode() == 200);
    }

    private void send(FeatureWindow... windows) {
        String topic = TOPICS.audioFeatures().name();
        for (FeatureWindow window : windows) {
            // What was captured a month ago has no result any more.
            window.setCapturedAt(BEGUN.plus(Duration.between(Windows.START, window.getCapturedAt())));
            producer.send(new ProducerRecord<>(
                    topic,
                    window.getStreamId(),
                    serdes.<FeatureWindow>serializer().serialize(topic, window)));
        }
        producer.flush();
    }

    /** The first {@code count} committed records of a stream. */
    private <T> List<T> read(String topic, String streamId, int count, Deserializer<T> deserializer) {
        List<T> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (streamId.equals(record.key())) {
                        found.add(deserializer.deserialize(topic, record.value()));
                    }
                }
                return found.size() >= count;
            });
        }
        return found;
    }
}
