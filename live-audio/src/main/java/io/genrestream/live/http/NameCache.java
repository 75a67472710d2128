package io.genrestream.live.http;

import java.security.Security;

/**
 * How long this JVM believes what a name server said. The JDK asks nobody again for ten seconds after a name was not known,
 * and a host's settings may have it believe an address for ever; a station that moves would be lost until a restart.
 */
public final class NameCache {
    private NameCache() {}

    /**
     * Believes an address for 30 s, and never that there is none. For the whole JVM; it has no effect after the first
     * look-up of a name, so a service calls it before anything else.
     */
    public static void shorten() {
        Security.setProperty("networkaddress.cache.ttl", "30");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
