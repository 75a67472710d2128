package io.genrestream.live.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to public addresses and allowed networks alone. It is the address a socket connects to
 * that is looked at, after every look-up of a name and every way of writing a number, so that nothing can change between
 * the check and the connection. TLS is laid over such a socket.
 */
public final class AddressGuard extends SocketFactory {
    private final Networks allowed;

    /**
     * @param allowedNetworks that are reached besides the public internet, such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException when one is no network
     */
    public AddressGuard(List<String> allowedNetworks) {
        allowed = Networks.of(allowedNetworks.toArray(String[]::new));
    }

    void check(InetSocketAddress target) throws AddressRefusedException {
        if (OtherServices.listenAt(target.getPort())) {
            throw new AddressRefusedException("port of another service");
        }
        byte[] address = PublicInternet.unwrapped(target.getAddress().getAddress());
        if (!PublicInternet.contains(address) && !allowed.contain(address)) {
            throw new AddressRefusedException("network that is not allowed");
        }
    }

    /** A socket that is not connected yet. */
    @Override
    public Socket createSocket() {
        return new GuardedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw connectedAlready();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw connectedAlready();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw connectedAlready();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw connectedAlready();
    }

    private static SocketException connectedAlready() {
        return new SocketException("a guarded socket is made first and connected then");
    }

    private final class GuardedSocket extends Socket {
        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            if (endpoint instanceof InetSocketAddress target && !target.isUnresolved()) {
                check(target);
            }
            super.connect(endpoint, timeoutMillis);
        }
    }
}
