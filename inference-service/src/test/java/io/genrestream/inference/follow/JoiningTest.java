package io.genrestream.inference.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.EndReason;
import io.genrestream.inference.RunningInstance;
import io.genrestream.inference.WindowTopic;
import io.genrestream.inference.Windows;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Viewers that come while a stream goes on, on a real broker. */
class JoiningTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 2);
    private static final int WINDOWS = 400;
    private static final Pattern WINDOW = Pattern.compile("\"windowIndex\":(\\d+)");
    private static final Pattern ID = Pattern.compile("id:(\\S+)");

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
    void shouldMissNothingAndSeeNothingTwiceWheneverItComesAndComesBack() throws Exception {
        List<Receiver> fromTheBeginning = new ArrayList<>();
        List<Receiver> brokenOff = new ArrayList<>();
        List<Receiver> comeBack = new ArrayList<>();
        List<Integer> seenBefore = new ArrayList<>();
        fromTheBeginning.add(follow(Start.BEGINNING));
        for (int i = 0; i < WINDOWS; i++) {
            windows.send(Windows.window("song", i));
            if (i % 40 == 20) {
                fromTheBeginning.add(follow(Start.BEGINNING));
                brokenOff.add(follow(Start.BEGINNING));
            }
        }
        for (Receiver receiver : brokenOff) {
            await().atMost(PATIENCE).until(() -> receiver.frames().size() > 2);
            int seen = receiver.frames().size() - 1;
            seenBefore.add(windowsOf(receiver.frames().subList(0, seen)).size());
            comeBack.add(follow(Start.after(idOf(receiver.frames().get(seen - 1)))));
        }
        windows.send(Windows.end("song", WINDOWS, EndReason.COMPLETE));

        List<Integer> all = IntStream.range(0, WINDOWS).boxed().toList();
        for (Receiver receiver : fromTheBeginning) {
            await().atMost(PATIENCE).until(receiver::hasEnded);
            assertThat(windowsOf(receiver.frames())).isEqualTo(all);
            assertThat(receiver.frames().stream().filter(frame -> frame.startsWith("event:track")))
                    .hasSize(WINDOWS + 1);
            assertThat(receiver.frames().getLast()).contains("\"final\":true");
        }
        for (int i = 0; i < comeBack.size(); i++) {
            Receiver receiver = comeBack.get(i);
            await().atMost(PATIENCE).until(receiver::hasEnded);
            assertThat(windowsOf(receiver.frames())).isEqualTo(all.subList(seenBefore.get(i), WINDOWS));
        }
    }

    private Receiver follow(Start start) {
        Receiver receiver = new Receiver();
        await().atMost(PATIENCE)
                .ignoreException(ResultsNotReadyException.class)
                .until(() -> instance.eventStreams().follow("song", start, receiver) == FollowAdmission.FOLLOWING);
        return receiver;
    }

    private static List<Integer> windowsOf(List<String> frames) {
        return frames.stream()
                .map(WINDOW::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private static EventPosition idOf(String frame) {
        Matcher id = ID.matcher(frame);
        assertThat(id.find()).isTrue();
        return EventPosition.parse(id.group(1)).orElseThrow();
    }
}
