package io.genrestream.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Asks a broker which requests it serves: the first question of every Kafka client, answered only once it serves any. */
public final class BrokerProbe {

    private static final int TIMEOUT_MILLIS = 1000;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 1;

    private BrokerProbe() {}

    /** Whether the broker on this port of loopback serves requests. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request());
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            answer.readInt();
            return answer.readInt() == CORRELATION && answer.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] request() {
        return ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) -1)
                .array();
    }
}
