package io.genrestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class EmbeddedBrokerTest {

    @TempDir
    Path directory;

    @Test
    void shouldKeepTopicsThroughAKillAndAChangeOfPorts() throws Exception {
        try (EmbeddedBroker broker = broker().start();
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 4, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            broker.process().handle().destroyForcibly();
            broker.process().exit().join();
        }
        try (EmbeddedBroker broker = broker().start();
                Admin admin = admin(broker)) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains("kept");
        }
    }

    @Test
    void shouldBeFoundByItsMarksWhileItRunsAndNotAfter() {
        StateDirectory state = new StateDirectory(directory);
        try (EmbeddedBroker broker = broker().start()) {
            assertThat(RunningParts.of(state))
                    .isEqualTo(Map.of("broker", broker.process().handle()));
            assertThat(RunningParts.of(new StateDirectory(directory.resolve("other"))))
                    .isEmpty();
        }
        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldNameATakenPort() throws Exception {
        List<Integer> ports = Ports.free(2);
        try (ServerSocket taken = new ServerSocket(ports.getFirst(), 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = broker(ports)) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(broker::launch)
                    .isInstanceOfSatisfying(
                            EmbeddedException.class, e -> assertThat(e.code()).isEqualTo(EmbeddedError.PORT_TAKEN))
                    .hasMessageContaining("Port " + ports.getFirst());
        }
    }

    private EmbeddedBroker broker() {
        return broker(Ports.free(2));
    }

    private EmbeddedBroker broker(List<Integer> ports) {
        return new EmbeddedBroker(new EmbeddedBroker.Settings(
                new StateDirectory(directory), ports.getFirst(), ports.getLast(), 256, false));
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
