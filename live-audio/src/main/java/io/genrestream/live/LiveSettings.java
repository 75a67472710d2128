package io.genrestream.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How live sources are read.
 *
 * @param allowedNetworks networks that may be reached though they are not public, such as {@code 10.1.0.0/16}
 * @param connect longest wait for a connection and its answer, and again until the answer shows what it is
 * @param read longest wait for the next byte
 * @param trustStore PEM file of the authorities that are trusted besides the JDK's; null for none
 * @param userAgent what servers are told
 */
public record LiveSettings(
        List<String> allowedNetworks, Duration connect, Duration read, Path trustStore, String userAgent) {}
