package io.genrestream.live.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final int HTTP = 80;

    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void shouldRefuseWhatIsNotPublic(String address) {
        assertThatThrownBy(() -> guard.check(at(address, HTTP)))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageNotContaining(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2600::1",
                "2a00:1450::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "::ffff:8.8.8.8",
                "2001:200::1"
            })
    void shouldLetPublicAddressesPass(String address) {
        assertThatCode(() -> guard.check(at(address, HTTP))).doesNotThrowAnyException();
    }

    @Test
    void shouldLetNamedNetworksPassAndNoneBeside() {
        var inner = new AddressGuard(List.of("10.1.0.0/16", "fd00:1::/33", "127.0.0.1"));

        for (String address : List.of("10.1.255.1", "fd00:1:7fff::1", "127.0.0.1", "64:ff9b::10.1.0.1")) {
            assertThatCode(() -> inner.check(at(address, HTTP))).doesNotThrowAnyException();
        }
        for (String address : List.of("10.2.0.1", "fd00:1:8000::1", "127.0.0.2")) {
            assertThatThrownBy(() -> inner.check(at(address, HTTP))).isInstanceOf(AddressRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 445, 3306, 5432, 6379, 6667, 11211, 27017})
    void shouldRefusePortsOfOtherServicesInAllowedNetworksToo(int port) {
        var inner = new AddressGuard(List.of("127.0.0.0/8"));

        assertThatThrownBy(() -> inner.check(at("127.0.0.1", port))).isInstanceOf(AddressRefusedException.class);
        assertThatThrownBy(() -> inner.check(at("8.8.8.8", port))).isInstanceOf(AddressRefusedException.class);
    }

    @Test
    void shouldRefuseBeforeAnyPacketLeaves() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                Socket socket = guard.createSocket()) {
            assertThatThrownBy(() -> socket.connect(server.getLocalSocketAddress(), 1_000))
                    .isInstanceOf(AddressRefusedException.class);
            assertThatThrownBy(() -> socket.connect(server.getLocalSocketAddress()))
                    .isInstanceOf(AddressRefusedException.class);
            server.setSoTimeout(100);
            assertThatThrownBy(server::accept).hasMessageContaining("timed out");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "radio.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.1/16"})
    void shouldNotStartWithNetworksThatAreNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressGuard(List.of(text)));
    }

    @Test
    void shouldKnowPrefixesOfAnyLength() throws Exception {
        assertThat(Network.parse("0.0.0.0/0").contains(bytes("255.1.2.3"))).isTrue();
        assertThat(Network.parse("128.0.0.0/1").contains(bytes("127.255.255.255")))
                .isFalse();
        assertThat(Network.parse("10.0.0.0/31").contains(bytes("10.0.0.1"))).isTrue();
        assertThat(Network.parse("10.0.0.0/31").contains(bytes("10.0.0.2"))).isFalse();
        assertThat(Network.parse("10.0.0.0/8").contains(bytes("a00::"))).isFalse();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static byte[] bytes(String address) {
        return InetAddress.ofLiteral(address).getAddress();
    }
}
