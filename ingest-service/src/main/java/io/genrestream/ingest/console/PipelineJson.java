package io.genrestream.ingest.console;

import java.util.List;

/**
 * The services behind this one, as the broker knows them.
 *
 * @param services in the order in which audio goes through them
 * @param deadLetters topics with records that a service has put aside
 */
public record PipelineJson(List<Service> services, List<String> deadLetters) {

    /**
     * @param name of the service and, after the prefix of all topics, of its consumer group
     * @param instances that take part in the group, by name
     * @param topic which it reads
     * @param unread offsets of the topic that it has not got to (count); where transactions write it, some have no record
     */
    public record Service(String name, List<String> instances, String topic, long unread) {}
}
