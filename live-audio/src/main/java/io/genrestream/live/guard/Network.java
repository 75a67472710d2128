package io.genrestream.live.guard;

import java.net.InetAddress;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
final class Network {
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
        // Of a literal, so that no name is ever looked up.
        byte[] prefix = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
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
