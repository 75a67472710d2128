package io.genrestream.feature.topology;

/** Whether chunks of a partition still wait to be worked through. */
@FunctionalInterface
public interface Backlog {
    boolean exists(int partition);
}
