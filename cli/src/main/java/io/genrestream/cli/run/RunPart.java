package io.genrestream.cli.run;

import java.net.URI;
import java.nio.file.Path;

/**
 * One process of a run, as the run file records it.
 *
 * @param address where people reach it: {@code host:port} for the broker, else a URL
 * @param health where it tells whether it is ready; the scheme {@code kafka} stands for a broker
 */
public record RunPart(String name, String address, URI health, Path log) {}
