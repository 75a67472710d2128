package io.genrestream.feature.state;

import io.genrestream.streams.StateVersionException;

/** The check that every decoder of stored state begins with. */
final class StateVersion {
    private StateVersion() {}

    static void require(byte newest, byte found) {
        if (found < 1 || found > newest) {
            throw new StateVersionException(found, newest);
        }
    }
}
