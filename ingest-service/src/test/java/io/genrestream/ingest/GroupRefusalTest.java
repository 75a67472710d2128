package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.SourceInstance.Settings;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.testkit.InJvmBroker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker whose answers to a member are errors for a while, so that the member's client has to be made anew. */
class GroupRefusalTest {
    private static final Duration SOON = Duration.ofSeconds(50);
    private static final String GROUP = "group";
    private static final AclBinding REFUSAL = new AclBinding(
            new ResourcePattern(ResourceType.GROUP, GROUP, PatternType.LITERAL),
            new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.DENY));

    private final Collection<String> events = new ConcurrentLinkedQueue<>();
    private InJvmBroker broker;
    private LogReader log;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = InJvmBroker.start(Map.of(
                "authorizer.class.name", StandardAuthorizer.class.getName(), "allow.everyone.if.no.acl.found", "true"));
        log = new LogReader(Surroundings.provide(broker.bootstrapServers()));
        admin = Admin.create(log.client());
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldKeepItsSourcesOpenWhileItsClientIsMadeAnew() throws Exception {
        SourceWanted radio = SourceWanted.newBuilder()
                .setStreamId("radio")
                .setUrl("http://radio.example/live")
                .build();
        try (var serdes = log.serdes();
                var producer = new KafkaProducer<String, SpecificRecord>(
                        log.client(), new StringSerializer(), serdes.serializer())) {
            PublishFault.await(producer.send(new ProducerRecord<>("audio.sources", "radio", radio)));
        }
        Settings settings = new Settings(Duration.ofSeconds(6), true, 100);
        try (SourceInstance only = new SourceInstance(
                "only", GROUP, log, Map.of("interceptor.classes", ClientCount.class.getName()), settings, events)) {
            only.start();
            await().atMost(SOON).until(() -> only.open().equals(Set.of("radio")));

            ClientCount.MADE.set(0);
            admin.createAcls(List.of(REFUSAL)).all().get();
            await().atMost(SOON).until(() -> ClientCount.MADE.get() > 1);
            assertThat(only.isCertain()).isFalse();
            admin.deleteAcls(List.of(REFUSAL.toFilter())).all().get();

            await().atMost(SOON).until(only::isCertain);
            assertThat(events).containsExactly("only start radio");
        }
    }

    /** Counts the members' clients, each of which makes one. */
    public static final class ClientCount implements ConsumerInterceptor<byte[], byte[]> {
        static final AtomicInteger MADE = new AtomicInteger();

        @Override
        public void configure(Map<String, ?> properties) {
            MADE.incrementAndGet();
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            // What is committed does not matter.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
