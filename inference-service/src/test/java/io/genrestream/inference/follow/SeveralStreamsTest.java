package io.genrestream.inference.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.inference.RunningInstance;
import io.genrestream.inference.WindowTopic;
import io.genrestream.inference.Windows;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One connection to several streams, on a real broker. */
class SeveralStreamsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 3);
    private static final Pattern WINDOW = Pattern.compile("\"windowIndex\":(\\d+)");
    private static final Pattern ID = Pattern.compile("id:(\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    private final WindowTopic windows = new WindowTopic(TOPICS);

    @TempDir
    Path state;

    private RunningInstance instance;

    @BeforeEach
    void open() throws Exception {
        instance = windows.start(RunningInstance.TINY, "a", state);
        await().atMost(PATIENCE).until(instance::isRunning);
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void shouldSendThePresentOfSomeAndTheLastMinutesAndFramesOfOthers() throws Exception {
        for (int i = 0; i < 5; i++) {
            windows.send(Windows.window("one", i), Windows.window("two", i), Windows.window("three", i));
        }
        await().atMost(PATIENCE).until(() -> windowsSeen("one") == 5 && windowsSeen("three") == 5);
        Receiver receiver = follow(Optional.empty(), watched("one"), Followed.presently("three"));
        await().atMost(PATIENCE).until(() -> of(receiver, "frames", "one").size() == 5);
        for (int i = 5; i < 10; i++) {
            windows.send(Windows.window("one", i), Windows.window("two", i), Windows.window("three", i));
        }

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(of(receiver, "prediction", "three")).hasSize(5));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(of(receiver, "frames", "one")).hasSize(10));
        assertThat(indices(of(receiver, "prediction", "one"))).containsExactlyElementsOf(upTo(10));
        assertThat(indices(of(receiver, "frames", "one"))).containsExactlyElementsOf(upTo(10));
        assertThat(indices(of(receiver, "prediction", "three"))).containsExactly(5, 6, 7, 8, 9);
        assertThat(of(receiver, "track", "three").getFirst()).contains("\"windows\":5");
        assertThat(of(receiver, "frames", "three")).isEmpty();
        assertThat(receiver.frames()).noneMatch(frame -> frame.contains("\"two\""));
    }

    @Test
    void shouldSendFramesAsTheModelReadsThem() throws Exception {
        FeatureWindow window = Windows.window("song", 3);
        window.setDescriptors(ratios(window.getFrames() * Descriptor.COUNT));
        FloatBuffer decibels = floats(window.getLogMelDb());
        Receiver receiver = follow(Optional.empty(), watched("song"));
        await().atMost(PATIENCE).until(() -> {
            // Until the tail has begun, nobody is told of what comes.
            windows.send(window);
            return !of(receiver, "frames", "song").isEmpty();
        });

        JsonNode frames = JSON.readTree(of(receiver, "frames", "song")
                .getFirst()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .substring("data:".length()));

        FrontEndSpec spec = FrontEndSpec.SHIPPED;
        assertThat(frames.get("frames").asInt()).isEqualTo(spec.frames());
        assertThat(frames.get("bands").asInt()).isEqualTo(spec.bands());
        assertThat(frames.get("hopSeconds").asDouble()).isEqualTo(spec.hop() / 22_050.0);
        assertThat(frames.get("startSeconds").asDouble()).isEqualTo(3.0 * spec.every() * spec.hop() / 22_050);
        byte[] levels = frames.get("logMel").binaryValue();
        assertThat(levels).hasSize(spec.frames() * spec.bands());
        double low = frames.get("lowDb").asDouble();
        double step = (frames.get("highDb").asDouble() - low) / 255;
        for (int i = 0; i < levels.length; i++) {
            assertThat(low + step * (levels[i] & 0xff)).isCloseTo(decibels.get(i), within(step));
        }
        assertCepstrum(frames, floats(window.getMfcc()));
        assertChroma(frames, floats(window.getDescriptors()));
    }

    private static void assertCepstrum(JsonNode frames, FloatBuffer mfcc) throws IOException {
        byte[] levels = frames.get("mfcc").binaryValue();
        int coefficients = frames.get("coefficients").asInt();
        assertThat(coefficients).isEqualTo(FrontEndSpec.SHIPPED.mfccCount());
        assertThat(levels).hasSize(FrontEndSpec.SHIPPED.frames() * coefficients);
        double low = frames.get("mfccLowDb").asDouble();
        double high = frames.get("mfccHighDb").asDouble();
        double step = (high - low) / 255;
        for (int i = 0; i < levels.length; i++) {
            assertThat(low + step * (levels[i] & 0xff)).isCloseTo(Math.clamp(mfcc.get(i), low, high), within(step));
        }
    }

    private static void assertChroma(JsonNode frames, FloatBuffer descriptors) throws IOException {
        byte[] levels = frames.get("chroma").binaryValue();
        assertThat(levels).hasSize(FrontEndSpec.SHIPPED.frames() * 12);
        for (int i = 0; i < levels.length; i++) {
            double ratio = descriptors.get(i / 12 * Descriptor.COUNT + Descriptor.CHROMA_0.ordinal() + i % 12);
            assertThat((levels[i] & 0xff) / 255.0).isCloseTo(ratio, within(1 / 255.0));
        }
    }

    private static FloatBuffer floats(ByteBuffer bytes) {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static ByteBuffer ratios(int count) {
        Random random = new Random(1);
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(random.nextFloat());
        }
        return bytes.flip();
    }

    @Test
    void shouldReadTheFeaturesOnlyWhileAViewerWantsFrames() {
        Receiver one = follow(Optional.empty(), watched("one"));
        Receiver other = follow(Optional.empty(), watched("one"), Followed.presently("two"));
        assertThat(isReadingFeatures()).isTrue();

        one.leave();
        await().during(Duration.ofSeconds(1)).until(SeveralStreamsTest::isReadingFeatures);
        other.leave();

        await().atMost(PATIENCE).until(() -> !isReadingFeatures());
        await().atMost(PATIENCE).until(() -> instance.eventStreams().viewers() == 0);
    }

    @Test
    void shouldGoOnWithEachStreamWhereItBrokeOff() throws Exception {
        Followed[] streams = {Followed.presently("one"), Followed.presently("two"), Followed.presently("three")};
        Receiver first = follow(Optional.empty(), streams);
        for (int i = 0; i < 30; i++) {
            windows.send(Windows.window("one", i), Windows.window("two", i), Windows.window("three", i));
        }
        await().atMost(PATIENCE).until(() -> of(first, "prediction", "two").size() == 30);
        List<String> seen = List.copyOf(first.frames()).subList(0, 80);
        Receiver second = follow(Optional.of(idOf(seen.getLast())), streams);
        for (String stream : List.of("one", "two", "three")) {
            windows.send(Windows.end(stream, 30, EndReason.COMPLETE));
        }
        await().atMost(PATIENCE).until(second::hasEnded);

        for (String stream : List.of("one", "two", "three")) {
            List<Integer> both = new ArrayList<>(indices(of(seen, "prediction", stream)));
            both.addAll(indices(of(second, "prediction", stream)));
            assertThat(both).as(stream).containsExactlyElementsOf(upTo(30));
            assertThat(of(second, "track", stream).getLast()).contains("\"final\":true");
        }
        assertThat(instance.eventStreams()
                        .follow(
                                List.of(streams),
                                Optional.of(idOf(second.frames().getLast())),
                                new Receiver()))
                .contains(FollowAdmission.OVER);
    }

    @Test
    void shouldSendTheFramesOfAnEndedStreamBeforeItEnds() throws Exception {
        for (int i = 0; i < 40; i++) {
            windows.send(Windows.window("song", i));
        }
        windows.send(Windows.end("song", 40, EndReason.COMPLETE));
        await().atMost(PATIENCE)
                .until(() -> instance.results()
                        .latest("song")
                        .filter(result -> result.track().getFinal$())
                        .isPresent());

        Receiver receiver = follow(Optional.empty(), watched("song"));

        await().atMost(PATIENCE).until(receiver::hasEnded);
        assertThat(indices(of(receiver, "frames", "song"))).containsExactlyElementsOf(upTo(40));
        assertThat(indices(of(receiver, "prediction", "song"))).containsExactlyElementsOf(upTo(40));
    }

    @Test
    void shouldSendNoFramesThatTheViewerHas() throws Exception {
        for (int i = 0; i < 10; i++) {
            windows.send(Windows.window("song", i));
        }
        await().atMost(PATIENCE).until(() -> windowsSeen("song") == 10);
        double end = Windows.window("song", 6).getEndSample() / 22_050.0;

        Receiver receiver = follow(Optional.empty(), Followed.closely("song", end));

        await().atMost(PATIENCE).until(() -> of(receiver, "frames", "song").size() == 3);
        assertThat(indices(of(receiver, "frames", "song"))).containsExactly(7, 8, 9);
        assertThat(of(receiver, "prediction", "song")).hasSize(10);
    }

    @Test
    void shouldGoOnWaitingForAStreamThatHasNoResultYet() throws Exception {
        windows.send(Windows.window("one", 0));
        await().atMost(PATIENCE).until(() -> windowsSeen("one") == 1);
        Followed[] streams = {Followed.presently("one"), Followed.closely("late", 0)};
        Receiver first = follow(Optional.empty(), streams);
        await().atMost(PATIENCE).until(() -> !of(first, "track", "one").isEmpty());
        Receiver second = follow(Optional.of(idOf(of(first, "track", "one").getFirst())), streams);

        windows.send(Windows.window("late", 0), Windows.window("late", 1));

        await().atMost(PATIENCE).until(() -> of(second, "prediction", "late").size() == 2);
        assertThat(of(second, "track", "one")).isEmpty();
    }

    @Test
    void shouldRefuseTheIdOfOtherStreams() {
        Receiver receiver = new Receiver();
        follow(Optional.empty(), Followed.presently("one"));
        List<Followed> two = List.of(Followed.presently("one"), Followed.presently("two"));

        for (String id : List.of("0-1-2-3", "nonsense_n", "99-1-1-1_n", "n_n_n")) {
            assertThat(instance.eventStreams().follow(two, Optional.of(id), receiver))
                    .as(id)
                    .isEmpty();
        }
    }

    private static boolean isReadingFeatures() {
        String tail = "tail-" + TOPICS.audioFeatures().name();
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(tail));
    }

    private static Followed watched(String streamId) {
        return Followed.closely(streamId, 0);
    }

    private Receiver follow(Optional<String> lastEventId, Followed... streams) {
        Receiver receiver = new Receiver();
        await().atMost(PATIENCE)
                .ignoreException(ResultsNotReadyException.class)
                .until(() -> instance.eventStreams()
                                .follow(List.of(streams), lastEventId, receiver)
                                .orElseThrow()
                        == FollowAdmission.FOLLOWING);
        return receiver;
    }

    private int windowsSeen(String streamId) {
        return instance.results()
                .latest(streamId)
                .map(result -> result.track().getWindows())
                .orElse(0);
    }

    private static List<String> of(Receiver receiver, String event, String streamId) {
        return of(receiver.frames(), event, streamId);
    }

    private static List<String> of(List<String> frames, String event, String streamId) {
        return frames.stream()
                .filter(frame -> frame.startsWith("event:" + event) && frame.contains("\"streamId\":\"" + streamId))
                .toList();
    }

    private static List<Integer> indices(List<String> frames) {
        return frames.stream()
                .map(WINDOW::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static String idOf(String frame) {
        Matcher id = ID.matcher(frame);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}
