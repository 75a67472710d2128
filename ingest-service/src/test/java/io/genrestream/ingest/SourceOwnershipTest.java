package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.SourceInstance.Settings;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.registry.EventSerdes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which of several instances on one broker follows which source. */
class SourceOwnershipTest {
    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    private static final Duration SOON = Duration.ofSeconds(50);

    /** The shortest that the broker allows. */
    private static final Duration SHORT = Duration.ofSeconds(6);

    /** Longer than any test waits, so that what happens within {@link #SOON} is not due to its end. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Set<String> ALL =
            IntStream.range(0, 24).mapToObj(number -> "radio-" + number).collect(Collectors.toCollection(TreeSet::new));

    private static EventSerdes serdes;
    private static KafkaProducer<String, SpecificRecord> producer;

    /** Of its own for each test, so that none waits for the members of another. */
    private final String group = UUID.randomUUID().toString();

    private final Collection<String> events = new ConcurrentLinkedQueue<>();
    private final List<SourceInstance> started = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() {
        serdes = BROKER.log().serdes();
        producer = new KafkaProducer<>(BROKER.log().client(), new StringSerializer(), serdes.serializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        serdes.close();
    }

    @BeforeEach
    void want() {
        ALL.forEach(id -> want(id, "http://radio.example/" + id));
    }

    @AfterEach
    void closeAll() {
        started.forEach(SourceInstance::close);
        ALL.forEach(SourceOwnershipTest::unwant);
    }

    @Test
    void shouldShareTheSourcesOutAndMoveNoMoreThanItMust() {
        SourceInstance one = start("one", new Settings(LONG, false, 100));
        await().atMost(SOON).until(() -> one.open().equals(ALL));

        SourceInstance two = start("two", new Settings(LONG, false, 100));
        await().atMost(SOON)
                .until(() -> !two.open().isEmpty() && together(one, two).equals(ALL));

        Set<String> moved = two.open();
        assertThat(one.open()).doesNotContainAnyElementsOf(moved);
        assertThat(events).filteredOn(event -> event.startsWith("one stop")).hasSize(moved.size());
        assertEachWasClosedBeforeItMoved(moved);
    }

    @Test
    void shouldHandItsSourcesOverAtOnceWhenItLeaves() {
        SourceInstance leaving = start("leaving", new Settings(LONG, false, 100));
        SourceInstance staying = start("staying", new Settings(LONG, false, 100));
        await().atMost(SOON)
                .until(() ->
                        !staying.open().isEmpty() && together(leaving, staying).equals(ALL));
        Set<String> moving = leaving.open();

        leaving.close();

        await().atMost(SOON).until(() -> staying.open().equals(ALL));
        assertEachWasClosedBeforeItMoved(moving);
    }

    @Test
    void shouldMoveNothingWhenAnInstanceComesBackInTime() throws InterruptedException {
        Settings settings = new Settings(LONG, true, 100);
        SourceInstance before = start("restarted", settings);
        SourceInstance other = start("other", settings);
        await().atMost(SOON)
                .until(() -> !other.open().isEmpty() && together(before, other).equals(ALL));
        Set<String> own = before.open();
        before.close();
        events.clear();

        SourceInstance after = start("restarted", settings);
        await().atMost(SOON).until(() -> after.open().equals(own));
        // Time for a rebalance, had there been a cause.
        Thread.sleep(Duration.ofSeconds(3));

        assertThat(events).hasSize(own.size()).allMatch(event -> event.startsWith("restarted start"));
    }

    @Test
    void shouldTakeOverAfterASessionWhatAnInstanceLeftThatDoesNotComeBack() {
        Settings settings = new Settings(SHORT, true, 100);
        SourceInstance gone = start("gone", settings);
        SourceInstance heir = start("heir", settings);
        await().atMost(SOON)
                .until(() -> !heir.open().isEmpty() && together(gone, heir).equals(ALL));

        gone.close();

        await().atMost(SOON).until(() -> heir.open().equals(ALL));
    }

    @Test
    void shouldCloseAllWhenItIsUncertainForTooLongAndOpenThemWhenItIsCertainAgain() {
        SourceInstance frozen = startFreezable(new Settings(SHORT, false, 100, Duration.ofSeconds(8)));
        await().atMost(SOON).until(() -> frozen.open().equals(ALL));

        FrozenPoll.freeze();
        try {
            await().atMost(SOON).until(() -> !frozen.isCertain());
            await().during(Duration.ofSeconds(1)).until(() -> frozen.open().equals(ALL));
            await().atMost(SOON).until(() -> frozen.open().isEmpty());
        } finally {
            FrozenPoll.thaw();
        }
        await().atMost(SOON).until(() -> frozen.open().equals(ALL));
        assertThat(events).noneMatch(event -> event.startsWith("frozen end"));
    }

    @Test
    void shouldChangeNothingWhileItIsUncertainAndAllThatIsDueAfterThat() throws InterruptedException {
        SourceInstance frozen = startFreezable(new Settings(SHORT, false, 100));
        await().atMost(SOON).until(() -> frozen.open().equals(ALL));
        events.clear();

        FrozenPoll.freeze();
        try {
            await().atMost(SOON).until(() -> !frozen.isCertain());
            unwant("radio-3");
            want("radio-4", "http://radio.example/moved");
            Thread.sleep(Duration.ofSeconds(2));
            assertThat(events).isEmpty();
        } finally {
            FrozenPoll.thaw();
        }

        await().atMost(SOON).until(() -> events.size() == 3);
        assertThat(events)
                .containsExactlyInAnyOrder("frozen end radio-3", "frozen stop radio-4", "frozen start radio-4");
    }

    @Test
    void shouldCloseWhatOthersTookOverAsSoonAsTheGroupSaysSo() throws Exception {
        SourceInstance frozen = startFreezable(new Settings(SHORT, true, 100));
        SourceInstance heir = start("heir", new Settings(SHORT, false, 100));
        await().atMost(SOON)
                .until(() -> !heir.open().isEmpty() && together(frozen, heir).equals(ALL));
        Set<String> taken = frozen.open();

        FrozenPoll.freeze();
        try {
            await().atMost(SOON).until(() -> !frozen.isCertain());
            giveUp("frozen");
            await().atMost(SOON).until(() -> heir.open().equals(ALL));
            assertThat(frozen.open()).isEqualTo(taken);
            events.clear();
        } finally {
            FrozenPoll.thaw();
        }

        await().atMost(SOON).until(frozen::isCertain);
        assertThat(events.stream().filter(event -> event.startsWith("frozen")).limit(taken.size()))
                .containsExactlyInAnyOrderElementsOf(
                        taken.stream().map(id -> "frozen stop " + id).toList());
    }

    @Test
    void shouldKeepItsSourcesOpenWhileANewcomerWaitsForAnInstanceThatIsGone() {
        SourceInstance staying = start("staying", new Settings(SHORT, false, 100));
        // Missing for longer than the other can be certain of itself.
        SourceInstance gone = start("gone", new Settings(SHORT.multipliedBy(2), true, 100));
        await().atMost(SOON)
                .until(() -> !gone.open().isEmpty() && together(staying, gone).equals(ALL));
        Set<String> moving = gone.open();
        events.clear();

        gone.close();
        Thread joining = Thread.ofVirtual().start(() -> start("newcomer", new Settings(SHORT, false, 100)));
        await().atMost(SOON).until(() -> !staying.isCertain());
        assertThat(joining.isAlive()).isTrue();

        await().atMost(SOON).until(() -> together(staying, last()).equals(ALL));
        await().atMost(SOON).until(staying::isCertain);
        assertThat(last().open()).isEqualTo(moving);
        assertThat(events).noneMatch(event -> event.startsWith("staying"));
    }

    @Test
    void shouldPostponeWhatIsBeyondItsLimitUntilThereIsRoom() {
        SourceInstance small = start("small", new Settings(LONG, false, 5));
        await().atMost(SOON).until(() -> count("small postpone TOO_MANY_SOURCES") == ALL.size() - 5);
        assertThat(small.open()).hasSize(5);

        String first = small.open().iterator().next();
        unwant(first);

        await().atMost(SOON)
                .until(() -> small.open().size() == 5 && !small.open().contains(first));
        assertThat(events).contains("small end " + first);
        assertThat(count("small start")).isEqualTo(6);
    }

    @Test
    void shouldPostponeWhatCannotBeFollowedYetAndFollowTheOthers() {
        SourceInstance only =
                new SourceInstance("only", group, BROKER.log(), Map.of(), new Settings(LONG, false, 100), events);
        started.add(only);
        only.locked().add("radio-3");
        only.start();
        await().atMost(SOON).until(() -> only.open().size() == ALL.size() - 1);
        assertThat(events).containsOnlyOnce("only postpone UNKNOWN_CREDENTIAL radio-3");

        only.locked().clear();

        await().atMost(SOON).until(() -> only.open().equals(ALL));
        assertThat(events).containsOnlyOnce("only postpone UNKNOWN_CREDENTIAL radio-3");
    }

    @Test
    void shouldOpenAgainWhatIsWantedOtherwiseAndLeaveTheOthers() {
        SourceInstance only = start("only", new Settings(LONG, false, 100));
        await().atMost(SOON).until(() -> only.open().equals(ALL));
        events.clear();

        want("radio-7", "http://radio.example/moved");
        await().atMost(SOON).until(() -> events.size() == 2);
        assertThat(events).containsExactly("only stop radio-7", "only start radio-7");

        want("radio-7", "http://radio.example/moved");
        unwant("radio-8");
        await().atMost(SOON).until(() -> events.contains("only end radio-8"));
        assertThat(events).hasSize(3);
    }

    private SourceInstance start(String name, Settings settings) {
        SourceInstance instance = new SourceInstance(name, group, BROKER.log(), Map.of(), settings, events);
        started.add(instance);
        return instance.start();
    }

    private SourceInstance startFreezable(Settings settings) {
        SourceInstance instance = new SourceInstance(
                "frozen",
                group,
                BROKER.log(),
                Map.of("interceptor.classes", FrozenPoll.class.getName()),
                settings,
                events);
        started.add(instance);
        return instance.start();
    }

    private SourceInstance last() {
        return started.getLast();
    }

    /** Lets the broker take an instance for gone. */
    private void giveUp(String name) throws Exception {
        try (Admin admin = Admin.create(BROKER.log().client())) {
            admin.removeMembersFromConsumerGroup(
                            group, new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(name))))
                    .all()
                    .get();
        }
    }

    private static Set<String> together(SourceInstance one, SourceInstance two) {
        Set<String> together = one.open();
        together.addAll(two.open());
        return together;
    }

    private long count(String beginning) {
        return events.stream().filter(event -> event.startsWith(beginning)).count();
    }

    private void assertEachWasClosedBeforeItMoved(Set<String> moved) {
        List<String> order = List.copyOf(events);
        assertThat(moved).isNotEmpty().allSatisfy(id -> {
            List<String> its = order.stream()
                    .filter(event -> event.endsWith(" " + id))
                    .map(event -> event.split(" ")[1])
                    .toList();
            assertThat(its).containsExactly("start", "stop", "start");
        });
    }

    private static void want(String id, String url) {
        write(id, SourceWanted.newBuilder().setStreamId(id).setUrl(url).build());
    }

    private static void unwant(String id) {
        write(id, null);
    }

    private static void write(String id, SourceWanted wanted) {
        PublishFault.await(producer.send(new ProducerRecord<>("audio.sources", id, wanted)));
    }
}
