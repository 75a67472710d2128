package io.genrestream.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessProbeTest {
    private HttpServer server;
    private URI address;
    private int status = 200;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/q/health/ready");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldBeReadyWhenTheServiceSaysSo() {
        assertThat(ReadinessProbe.isReady(address)).isTrue();
    }

    @Test
    void shouldNotBeReadyWhileTheServiceWaits() {
        status = 503;

        assertThat(ReadinessProbe.isReady(address)).isFalse();
    }

    @Test
    void shouldNotBeReadyWhileNothingListens() {
        server.stop(0);

        assertThat(ReadinessProbe.isReady(address)).isFalse();
    }
}
