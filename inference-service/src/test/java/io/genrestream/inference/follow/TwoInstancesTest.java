package io.genrestream.inference.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.EndReason;
import io.genrestream.inference.RunningInstance;
import io.genrestream.inference.WindowTopic;
import io.genrestream.inference.Windows;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.topic.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Instances that answer for the same streams, on a real broker. */
class TwoInstancesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 2);
    private static final List<String> STREAMS =
            IntStream.range(0, 10).mapToObj(i -> "stream-" + i).toList();

    @RegisterExtension
    private final WindowTopic windows = new WindowTopic(TOPICS);

    @TempDir
    Path state;

    private final List<RunningInstance> instances = new ArrayList<>();

    @AfterEach
    void close() {
        instances.forEach(RunningInstance::close);
    }

    @Test
    void shouldAnswerAlikeAfterAKillAndWhatTheTopicStillHolds() throws Exception {
        Path checkpoint =
                state.resolve("a").resolve(RunningInstance.APPLICATION).resolve("global/.checkpoint");
        Path early = state.resolve("checkpoint-of-before");
        RunningInstance killed = start("a");
        for (String stream : STREAMS) {
            windows.send(3, Windows.window(stream, 0), Windows.window(stream, 1));
            windows.send(3, Windows.end(stream, 2, EndReason.COMPLETE));
        }
        awaitAll(killed, STREAMS, true);
        stop(killed);
        Files.copy(checkpoint, early);

        killed = start("a");
        RunningInstance undisturbed = start("b");
        for (String stream : STREAMS.subList(0, 5)) {
            windows.send(9, Windows.window(stream, 0), Windows.window(stream, 1), Windows.window(stream, 2));
        }
        for (String stream : STREAMS.subList(0, 3)) {
            windows.send(9, Windows.end(stream, 3, EndReason.COMPLETE));
        }
        windows.send(11, Windows.end("stream-9", 0, EndReason.DELETED));
        awaitAll(undisturbed, STREAMS.subList(0, 3), true);
        awaitAll(undisturbed, STREAMS.subList(3, 5), false);
        awaitAll(killed, STREAMS.subList(0, 3), true);
        awaitAll(killed, STREAMS.subList(3, 5), false);
        await().atMost(PATIENCE)
                .until(() -> undisturbed.results().latest("stream-9").isEmpty());
        stop(killed);
        // A kill leaves a store that has more in it than its checkpoint says.
        Files.copy(early, checkpoint, StandardCopyOption.REPLACE_EXISTING);
        killed = start("a");
        compact();
        RunningInstance fresh = start("c");

        Map<String, String> answers = answers(undisturbed);
        assertThat(answers(killed)).isEqualTo(answers);
        assertThat(answers(fresh)).isEqualTo(answers);
        assertThat(answers.get("stream-9")).isEqualTo("none");
        Map<String, List<String>> events = events(undisturbed);
        assertThat(events(killed)).isEqualTo(events);
        assertThat(events.get("stream-0"))
                .as("3 predictions and 4 results, less what compaction has removed")
                .hasSizeBetween(4, 7)
                .allSatisfy(event -> assertThat(event).contains("\"attempt\":9"));
        assertThat(events(fresh)).isEqualTo(events);
    }

    private RunningInstance start(String name) throws Exception {
        RunningInstance instance = windows.start(RunningInstance.TINY, name, state);
        instances.add(instance);
        await().atMost(PATIENCE).until(instance::isRunning);
        return instance;
    }

    private void stop(RunningInstance instance) {
        instances.remove(instance);
        instance.close();
    }

    /** Waits until the instance knows the last attempt of each. */
    private static void awaitAll(RunningInstance instance, Collection<String> streams, boolean ended) {
        for (String stream : streams) {
            await().atMost(PATIENCE)
                    .until(() -> instance.results()
                            .latest(stream)
                            .map(TrackResults.Result::track)
                            .filter(track -> track.getFinal$() == ended)
                            .filter(track -> ended || track.getWindows() == 3)
                            .isPresent());
        }
    }

    private static Map<String, String> answers(RunningInstance instance) {
        Map<String, String> answers = new TreeMap<>();
        for (String stream : STREAMS) {
            answers.put(
                    stream,
                    instance.results()
                            .latest(stream)
                            .map(result ->
                                    result.offset() + " " + Base64.getEncoder().encodeToString(result.event()))
                            .orElse("none"));
        }
        return answers;
    }

    /** What those who follow the streams that have ended are sent from the beginning, in the order of their ids. */
    private static Map<String, List<String>> events(RunningInstance instance) {
        Map<String, List<String>> events = new HashMap<>();
        for (String stream : STREAMS.subList(0, 3)) {
            Receiver receiver = new Receiver();
            await().atMost(PATIENCE)
                    .ignoreException(ResultsNotReadyException.class)
                    .until(() -> instance.eventStreams().follow(stream, Start.BEGINNING, receiver)
                            == FollowAdmission.FOLLOWING);
            await().atMost(PATIENCE).until(receiver::hasEnded);
            assertThat(receiver.frames().getLast()).contains("\"final\":true");
            events.put(
                    stream,
                    receiver.frames().stream()
                            .map(frame -> frame.substring(frame.indexOf("data:")))
                            .sorted()
                            .toList());
        }
        return events;
    }

    /** Has the broker compact genre.tracks, and waits until it has. */
    private void compact() throws Exception {
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, TOPICS.genreTracks().name());
        Map<String, String> settings =
                Map.of("segment.ms", "100", "min.cleanable.dirty.ratio", "0.001", "max.compaction.lag.ms", "100");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", windows.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            settings.entrySet().stream()
                                    .map(setting -> new AlterConfigOp(
                                            new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET))
                                    .toList()))
                    .all()
                    .get();
        }
        long before = records();
        int rolled = 0;
        while (records() >= before && rolled < 60) {
            // Only a segment that is closed is compacted, and what comes next closes it.
            windows.send(rolled + 1, Windows.window("roll-a", 0), Windows.window("roll-b", 0));
            windows.send(rolled + 1, Windows.end("roll-a", 1, EndReason.COMPLETE));
            rolled++;
            Thread.sleep(1_000);
        }
    }

    private long records() {
        long count = 0;
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", windows.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, TOPICS.partitions())
                    .mapToObj(i -> new TopicPartition(TOPICS.genreTracks().name(), i))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    count += record.key().startsWith("stream-") ? 1 : 0;
                }
            }
        }
        return count;
    }
}
