package io.genrestream.live.guard;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
final class Network {
    private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * @param text address and length of the prefix; without a length one address
     * @throws IllegalArgumentException when it is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (address.indexOf(':') < 0 && !IPV4.matcher(address).matches()) {
            // The JDK would take 10.1 for 10.0.0.1.
            throw new IllegalArgumentException("no address of a network: " + text);
        }
        byte[] prefix = InetAddress.ofLiteral(address).getAddress();
        int longest = prefix.length * Byte.SIZE;
        int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException("no such length of a prefix: " + text);
        }
        return new Network(prefix, bits);
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = 0xFF << Math.max(0, Byte.SIZE - (bits - bit));
            int i = bit / Byte.SIZE;
            if (((address[i] ^ prefix[i]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }
}
