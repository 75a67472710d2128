package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.SourceInstance.Settings;
import io.genrestream.ingest.publish.PublishFault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the sources of a process that is killed or frozen. */
@Tag("processes")
class SourceProcessTest {
    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Settings SETTINGS = new Settings(Duration.ofSeconds(6), true, 100);
    private static final Set<String> ALL =
            IntStream.range(0, 24).mapToObj(number -> "radio-" + number).collect(Collectors.toCollection(TreeSet::new));

    private final String group = UUID.randomUUID().toString();
    private final Collection<String> events = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        try (var serdes = BROKER.log().serdes();
                var producer = new KafkaProducer<String, SpecificRecord>(
                        BROKER.log().client(), new StringSerializer(), serdes.serializer())) {
            for (String id : ALL) {
                SourceWanted wanted = SourceWanted.newBuilder()
                        .setStreamId(id)
                        .setUrl("http://radio.example/" + id)
                        .build();
                PublishFault.await(producer.send(new ProducerRecord<>("audio.sources", id, wanted)));
            }
        }
    }

    @Test
    void shouldTakeOverWhatAKilledProcessFollowed() {
        try (SourceInstance heir = heir();
                IngestChild child = child("victim")) {
            await().atMost(SOON).until(() -> !openIn("victim").isEmpty() && isSharedWith("victim", heir));

            child.kill();

            await().atMost(SOON).until(() -> heir.open().equals(ALL));
        }
    }

    @Test
    void shouldCloseWhatOthersTookOverWhenItWakes() {
        try (SourceInstance heir = heir();
                IngestChild child = child("sleeper")) {
            await().atMost(SOON).until(() -> !openIn("sleeper").isEmpty() && isSharedWith("sleeper", heir));
            Set<String> taken = openIn("sleeper");
            child.freeze();
            await().atMost(SOON).until(() -> heir.open().equals(ALL));
            int before = events.size();

            child.thaw();

            await().atMost(SOON).until(() -> !openIn("sleeper").isEmpty() && isSharedWith("sleeper", heir));
            List<String> woken = List.copyOf(events).stream()
                    .skip(before)
                    .filter(event -> event.startsWith("sleeper"))
                    .toList();
            assertThat(woken.subList(0, taken.size()))
                    .containsExactlyInAnyOrderElementsOf(
                            taken.stream().map(id -> "sleeper stop " + id).toList());
        }
    }

    private SourceInstance heir() {
        return new SourceInstance("heir", group, BROKER.log(), Map.of(), SETTINGS, events).start();
    }

    /** A process, whose events are added to those of this one. */
    private IngestChild child(String name) {
        Process process = IngestChild.process(SourceProcessTest.class, BROKER.addresses(), name, group);
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(events::add));
        return new IngestChild(process);
    }

    private boolean isSharedWith(String name, SourceInstance other) {
        Set<String> there = openIn(name);
        Set<String> here = other.open();
        return there.size() + here.size() == ALL.size() && there.stream().noneMatch(here::contains);
    }

    private Set<String> openIn(String name) {
        Set<String> open = new TreeSet<>();
        for (String event : events) {
            String[] words = event.split(" ");
            if (words[0].equals(name) && words[1].equals("start")) {
                open.add(words[2]);
            } else if (words[0].equals(name)) {
                open.remove(words[2]);
            }
        }
        return open;
    }

    /** @param arguments the instance's name, its group, and settings as {@code key=value} */
    public static void main(String... arguments) throws InterruptedException {
        Collection<String> printed = new ConcurrentLinkedQueue<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String event) {
                System.out.println(event);
                return true;
            }
        };
        LogReader log = new LogReader(IngestChild.settings(arguments, 2));
        new SourceInstance(arguments[0], arguments[1], log, Map.of(), SETTINGS, printed).start();
        Thread.sleep(Duration.ofMinutes(10));
    }
}
