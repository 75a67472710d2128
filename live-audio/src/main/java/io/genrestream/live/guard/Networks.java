package io.genrestream.live.guard;

import java.util.List;
import java.util.stream.Stream;

/** Several ranges of addresses. */
record Networks(List<Network> networks) {
    static Networks of(String... texts) {
        return new Networks(Stream.of(texts).map(Network::parse).toList());
    }

    boolean contain(byte[] address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
