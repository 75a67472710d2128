package io.genrestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports on loopback. */
public final class Ports {

    private Ports() {}

    /** Ports that nobody listened on a moment ago, all different. */
    public static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** @throws EmbeddedException PORT_TAKEN when somebody listens on the port */
    public static void requireFree(int port, String part) {
        try (ServerSocket probe = new ServerSocket()) {
            // As the parts do themselves: connections of a run that has just ended must not count as taken.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException e) {
            throw new EmbeddedException(
                    EmbeddedError.PORT_TAKEN,
                    "Port %d, which %s needs, is taken by another program: end it, or choose other ports with --port-base"
                            .formatted(port, part),
                    e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
