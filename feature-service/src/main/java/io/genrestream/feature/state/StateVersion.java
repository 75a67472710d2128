package io.genrestream.feature.state;

/** The check that every decoder of stored state begins with. */
final class StateVersion {
    private StateVersion() {}

    static void require(byte expected, byte found) {
        if (found != expected) {
            throw new IllegalStateException("STATE_VERSION: the stored state has version " + found + ", this program"
                    + " reads version " + expected + ". Run the version that wrote it until its streams have ended, or"
                    + " start under another prefix.");
        }
    }
}
