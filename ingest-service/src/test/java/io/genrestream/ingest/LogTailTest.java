package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.testkit.InJvmBroker;
import io.genrestream.topic.LogTail;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy before a real broker holds back what a tail asks for when it begins. */
class LogTailTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    @Timeout(90)
    void shouldTellThePositionWhileTheBrokerIsSilent() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + proxy.getLocalPort();
            try (InJvmBroker broker = InJvmBroker.start(Map.of("advertised.listeners", "PLAINTEXT://" + address))) {
                int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
                Thread.ofVirtual().start(() -> accept(proxy, port));
                Map<String, Object> client = Map.of("bootstrap.servers", address);
                try (Admin admin = Admin.create(client)) {
                    admin.createTopics(List.of(new NewTopic("log", 1, (short) 1)))
                            .all()
                            .get(30, TimeUnit.SECONDS);
                }
                try (LogTail tail = new LogTail("log", client, LogTail.From.END, _ -> {})) {
                    tail.start();
                    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

                    CompletableFuture<Long> position = CompletableFuture.supplyAsync(() -> tail.position(0));
                    assertThat(position.get(5, TimeUnit.SECONDS)).isEqualTo(-1);

                    answer.countDown();
                    await().atMost(Duration.ofSeconds(30)).until(() -> tail.position(0) == 0);
                } finally {
                    answer.countDown();
                }
            }
        }
    }

    private void accept(ServerSocket proxy, int port) {
        try {
            while (true) {
                Socket client = proxy.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> passAnswers(broker, client));
                Thread.ofVirtual().start(() -> passRequests(client, broker));
            }
        } catch (IOException e) {
            assertThat(proxy.isClosed()).isTrue();
        }
    }

    private static void passAnswers(Socket broker, Socket client) {
        try (client) {
            broker.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Either has gone, at the latest when the test ends.
        }
    }

    private void passRequests(Socket client, Socket broker) {
        try (broker) {
            DataInputStream from = new DataInputStream(client.getInputStream());
            DataOutputStream to = new DataOutputStream(broker.getOutputStream());
            while (true) {
                byte[] request = from.readNBytes(from.readInt());
                // A request begins with its kind, two bytes.
                if (request[0] == 0 && request[1] == ApiKeys.LIST_OFFSETS.id) {
                    asked.countDown();
                    answer.await();
                }
                to.writeInt(request.length);
                to.write(request);
                to.flush();
            }
        } catch (IOException | InterruptedException e) {
            // Either has gone, at the latest when the test ends.
        }
    }
}
