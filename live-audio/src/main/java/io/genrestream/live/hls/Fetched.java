package io.genrestream.live.hls;

import java.net.URI;

/**
 * What an address answered.
 *
 * @param from where it came from after redirects; what it names is relative to that
 */
record Fetched(URI from, byte[] bytes) {}
