package io.genrestream.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many clients that hold their connections and send as little as they can, each kind in its own way. */
public final class SlowClients implements AutoCloseable {
    private static final int QUICK_BYTES = 200_000;
    private static final int BARELY_ENOUGH = 6_000;

    /** What a client sends at once, and what it sends each second after that. */
    private record Kind(String headers, byte[] first, byte[] more) {}

    private record Client(SocketChannel channel, byte[] more) {}

    private final List<Client> clients = new ArrayList<>();
    private final Thread sending = Thread.ofVirtual().unstarted(this::trickle);

    /**
     * Opens all connections, one kind after the other.
     *
     * @param port of an ingest service on this machine
     * @param file that those send who send something of one
     */
    public SlowClients(int port, int count, byte[] file) throws IOException {
        String length = "Content-Length: " + file.length + "\r\n";
        byte[] none = {};
        byte[] one = {0};
        List<Kind> kinds = List.of(
                new Kind(length + "\r\n", none, none),
                new Kind(length + "\r\n", one, one),
                new Kind(length + "\r\n", Arrays.copyOf(file, QUICK_BYTES), one),
                new Kind(length + "\r\n", Arrays.copyOf(file, QUICK_BYTES), new byte[BARELY_ENOUGH]),
                new Kind(length + "Expect: 100-continue\r\n\r\n", none, none),
                new Kind("Transfer-Encoding: chunked\r\n\r\n", chunk(one), chunk(one)),
                new Kind(
                        "Content-Type: multipart/form-data; boundary=b\r\n" + length + "\r\n",
                        "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n".getBytes(UTF_8),
                        "x".getBytes(UTF_8)),
                new Kind("X-Long: ", none, "x".getBytes(UTF_8)));
        for (int i = 0; i < count; i++) {
            open(port, "slow-" + i, kinds.get(i % kinds.size()));
        }
        sending.start();
    }

    /** Clients whose connection is still open for writing, as far as they know. */
    public long count() {
        return clients.stream().filter(client -> client.channel().isOpen()).count();
    }

    private void open(int port, String id, Kind kind) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.configureBlocking(false);
        String head = "PUT /v1/streams/" + id + " HTTP/1.1\r\nHost: test\r\n" + kind.headers();
        channel.write(ByteBuffer.wrap(head.getBytes(UTF_8)));
        channel.write(ByteBuffer.wrap(kind.first()));
        clients.add(new Client(channel, kind.more()));
    }

    private void trickle() {
        try {
            while (true) {
                Thread.sleep(1_000);
                for (Client client : clients) {
                    write(client);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Client client) {
        try {
            client.channel().write(ByteBuffer.wrap(client.more()));
        } catch (IOException gone) {
            // The service has ended it, which is its right.
        }
    }

    private static byte[] chunk(byte[] content) {
        return ("1\r\n" + new String(content, UTF_8) + "\r\n").getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        sending.interrupt();
        for (Client client : clients) {
            client.channel().close();
        }
    }
}
