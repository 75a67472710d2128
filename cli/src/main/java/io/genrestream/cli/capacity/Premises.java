package io.genrestream.cli.capacity;

import java.time.Duration;

/**
 * What is asked for, and of what it is made.
 *
 * @param cell streams that share a Kafka cluster and a prefix (count)
 * @param cores of each instance of a service (count)
 * @param busy part of the cores that is in use when all streams play (0 to 1)
 * @param replicas of each partition (count)
 * @param subscribers consumers that read all predictions and all tracks (count)
 * @param featuresKept retention of audio.features
 */
record Premises(int cell, int cores, double busy, int replicas, int subscribers, Duration featuresKept) {}
