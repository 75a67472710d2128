package io.genrestream.live.guard;

import java.util.Arrays;

/**
 * Tells addresses that anybody on the internet may be at from those of one's own machine, of inner networks and of no
 * host at all. The JDK's predicates miss half of these (unique local, shared, benchmarking, reserved ones, and IPv4
 * wrapped in IPv6), hence a table after the registries of special addresses for IPv4 and IPv6.
 */
final class PublicInternet {
    private static final int IPV4_LENGTH = 4;

    private static final Networks SPECIAL_IPV4 = Networks.of(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared behind a carrier's translation
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

    private static final Networks SPECIAL_IPV6 = Networks.of(
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    private static final Network TRANSLATED = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private PublicInternet() {}

    static boolean contains(byte[] address) {
        if (address.length == IPV4_LENGTH) {
            return !SPECIAL_IPV4.contain(address);
        }
        return GLOBAL_IPV6.contains(address) && !SPECIAL_IPV6.contain(address);
    }

    /**
     * The IPv4 address that packets to this one end at, where it is a wrapping of one; else the address itself. Mapped
     * ones (::ffff:0:0/96) the JDK unwraps itself.
     */
    static byte[] unwrapped(byte[] address) {
        if (TRANSLATED.contains(address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Arrays.copyOfRange(address, 2, 6);
        }
        return address;
    }
}
