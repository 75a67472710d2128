package io.genrestream.inference.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.genrestream.event.FeatureWindow;
import io.genrestream.inference.RunningInstance;
import io.genrestream.inference.WindowTopic;
import io.genrestream.inference.Windows;
import io.genrestream.kit.access.Caller;
import io.genrestream.topic.TopicCatalogue;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of real connections to the route of events, on a real broker. */
class ManyViewersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 2);
    private static final int VIEWERS = 5_000;
    private static final int STATIONS = 50;

    @RegisterExtension
    private final WindowTopic windows = new WindowTopic(TOPICS);

    @TempDir
    Path state;

    private final Vertx vertx = Vertx.vertx();
    private RunningInstance instance;
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        instance = windows.start(RunningInstance.TINY, "a", state);
        await().atMost(PATIENCE).until(instance::isRunning);
        Router router = Router.router(vertx);
        new EventRoute(instance.eventStreams(), everything()).register(router);
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setAcceptBacklog(VIEWERS)
                        .setSendBufferSize(32 << 10))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        instance.close();
    }

    @Test
    void shouldServeFiveThousandViewersInAHundredMegabytes() throws Exception {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeTrue(
                system.getMaxFileDescriptorCount() > 3L * VIEWERS, "The system gives this process too few open files.");
        sendAll(0);
        for (int i = 0; i < STATIONS; i++) {
            String station = "station-" + i;
            await().atMost(PATIENCE)
                    .until(() -> instance.results().latest(station).isPresent());
        }
        try (Clients clients = new Clients(server.actualPort())) {
            clients.connect(10);
            clients.awaitEach("event:track");
            long before = usedBytes();
            clients.connect(VIEWERS - 10);
            clients.awaitEach("event:track", 10);
            assertThat(instance.eventStreams().viewers()).isEqualTo(VIEWERS);
            long idle = usedBytes() - before;

            sendAll(1);
            clients.awaitEach("\"windows\":2");
            long served = usedBytes() - before;

            System.out.printf(
                    "%d viewers: %.1f MB, %.1f MB after an event to each; both ends of each connection included%n",
                    VIEWERS, idle / 1e6, served / 1e6);
            assertThat(Math.max(idle, served)).isLessThan(100_000_000);
            assertThat(Thread.getAllStackTraces()).hasSizeLessThan(300);
        }
        await().atMost(PATIENCE).until(() -> instance.eventStreams().viewers() == 0);
    }

    @Test
    void shouldLetGoAViewerThatTakesNothingAndServeTheOthers() throws Exception {
        sendAll(0);
        await().atMost(PATIENCE)
                .until(() -> instance.results().latest("station-0").isPresent());
        try (Clients slow = new Clients(server.actualPort());
                Clients quick = new Clients(server.actualPort())) {
            slow.connect(1);
            quick.connect(1);
            await().atMost(PATIENCE).until(() -> instance.eventStreams().viewers() == 2);
            int window = 1;
            while (window < 4_000 && instance.eventStreams().viewers() == 2) {
                window = sendAndAwait(window, quick);
            }

            assertThat(instance.eventStreams().viewers()).isEqualTo(1);
            sendAndAwait(window, quick);
        }
    }

    /**
     * Ten predictions, of some 10 KB: what comes with one commit while the quick client is not reading has to stay far below what
     * may wait for a viewer.
     *
     * @return the window after them
     */
    private int sendAndAwait(int window, Clients quick) throws IOException {
        for (int i = 0; i < 10; i++) {
            FeatureWindow next = Windows.window("station-0", window + i);
            next.setLive(true);
            next.setCapturedAt(Windows.START);
            windows.send(next);
        }
        quick.awaitEach("\"windowIndex\":" + (window + 9) + ",");
        return window + 10;
    }

    private void sendAll(int window) {
        for (int i = 0; i < STATIONS; i++) {
            FeatureWindow next = Windows.window("station-" + i, window);
            next.setLive(true);
            windows.send(next);
        }
    }

    /** Heap and what Netty holds beside it, after what is no longer used has gone. */
    private static long usedBytes() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PlatformDependent.usedDirectMemory();
    }

    /** Many clients in one thread, which remember whether they have received a text, not what. */
    private static final class Clients implements AutoCloseable {
        private final Selector selector = Selector.open();
        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        private final int port;

        Clients(int port) throws IOException {
            this.port = port;
        }

        /** Connects so many more. The buffers of the system are small, so that one who reads nothing is soon full. */
        void connect(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 16 << 10);
                channel.connect(new InetSocketAddress("127.0.0.1", port));
                int station = channels.size() % STATIONS;
                channel.write(ByteBuffer.wrap(
                        ("GET /v1/streams/station-%d/events?from=now HTTP/1.1\r\nHost: h\r\n\r\n".formatted(station))
                                .getBytes(US_ASCII)));
                channel.configureBlocking(false);
                channels.add(channel);
            }
        }

        void awaitEach(String text) throws IOException {
            awaitEach(text, 0);
        }

        /** Reads until each but the first few has received the text since this was called. */
        void awaitEach(String text, int first) throws IOException {
            for (int i = first; i < channels.size(); i++) {
                channels.get(i).register(selector, SelectionKey.OP_READ, new StringBuilder());
            }
            int waiting = channels.size() - first;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (waiting > 0) {
                assertThat(System.nanoTime())
                        .as("%d of %d wait for %s", waiting, channels.size(), text)
                        .isLessThan(deadline);
                selector.select(1_000);
                for (SelectionKey key : selector.selectedKeys()) {
                    waiting -= hasReceived(key, text) ? 1 : 0;
                }
                selector.selectedKeys().clear();
            }
        }

        private boolean hasReceived(SelectionKey key, String text) throws IOException {
            buffer.clear();
            assertThat(((SocketChannel) key.channel()).read(buffer)).isNotNegative();
            StringBuilder received = (StringBuilder) key.attachment();
            if (received == null) {
                return false;
            }
            received.append(UTF_8.decode(buffer.flip()));
            if (received.indexOf(text) < 0) {
                received.delete(0, Math.max(0, received.length() - text.length()));
                return false;
            }
            key.attach(null);
            return true;
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        }
    }

    /** As where access is open. */
    private static SeenStreams everything() {
        return new SeenStreams(null, null) {
            @Override
            Caller caller(RoutingContext request) {
                return Caller.EVERYBODY;
            }
        };
    }
}
