package io.genrestream.streams;

/**
 * Whether an application takes part in its group.
 *
 * @param state WAITING for what must be there first, STOPPED, or the state of Kafka Streams
 * @param reason what is waited for or went wrong, in words; empty when ready
 */
public record Readiness(boolean ready, String state, String reason) {}
