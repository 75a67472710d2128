package io.genrestream.fault;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/**
 * What can be wrong with a record, a topic or the registry. The names are the stable codes that exceptions and dead
 * letters carry; they are never renamed.
 */
public enum EventError implements ErrorCode {
    BAD_MAGIC_BYTE(
            "The record does not start with the byte 0 and a schema id of four bytes.",
            "Write it with EventSerializer or another serializer of Confluent's wire format."),
    UNKNOWN_SCHEMA_ID(
            "The registry does not know the schema id that the record carries.",
            "Point the producer and the consumers at the same registry; if the registry lost its storage, restore it."),
    WRONG_EVENT_TYPE(
            "The record is an event of another type than its topic's.",
            "Send each event to its own topic, as docs/topics.md lists them."),
    INCOMPATIBLE_SCHEMA(
            "The schema that the record was written with cannot be read as this version's.",
            "Keep the subject's compatibility at FULL_TRANSITIVE, and register schemas with `genrestream up` alone."),
    UNREADABLE_RECORD(
            "The bytes do not agree with the schema that the record names: a length, an index or the end is wrong.",
            "Find the producer that wrote it; the dead letter keeps the bytes."),
    PROCESSING_FAILED(
            "The program failed at this record, three times in the same way.",
            "Report it with the letter, whose headers have the stack's first lines; after an update, send the record again."
                    + " Records of a stream whose state is at fault go the same way."),
    OVERSIZE_RECORD(
            "The record is larger than the limit for all topics.",
            "Send smaller records, or raise the one limit for topics, producers and consumers together."),
    WINDOW_TOO_LARGE(
            "A window of the front end does not fit into a record.",
            "Take fewer frames or bands in a window; or, where you start the services yourself, raise genrestream.max-record-bytes"
                    + " of all of them and max.message.bytes of the topics."),
    REGISTRY_UNAVAILABLE(
            "No schema registry answered.",
            "Start the registry or correct schema.registry.url; the request is tried again."),
    REGISTRY_ACCESS_DENIED(
            "The registry refused the credentials.",
            "Set basic.auth.user.info or bearer.auth.token to an account that may read and, for `up`, write."),
    REGISTRY_REFUSED(
            "The registry refused the request.",
            "Read its answer in the message; a wrong base path is the usual cause: Apicurio's ends in /apis/ccompat/v7."),
    SCHEMA_NOT_REGISTERED(
            "The registry does not hold this version's schema under the topic's subject.",
            "Run `genrestream up`, which registers the schemas, before the services."),
    SCHEMA_NOT_COMPATIBLE(
            "The registry refuses the schema because it is not compatible with those registered before.",
            "Change the schema so that old and new readers understand each other, or use another prefix."),
    TOPIC_MISSING("A topic does not exist.", "Run `genrestream up`, or create it as docs/topics.md says."),
    TOPIC_WRONG_PARTITIONS(
            "A topic has another partition count than configured.",
            "Set genrestream.partitions to the topics' count: it is fixed for life, and one for all."),
    TOPIC_LIMIT_TOO_SMALL(
            "A topic refuses records that the limit allows.",
            "Raise the topic's max.message.bytes to the value in the message."),
    TOPIC_WRONG_CLEANUP(
            "A topic is compacted where it must not be, or not where it must.",
            "Set the topic's cleanup.policy to the value in the message.");

    private final ErrorText text;

    EventError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }

    /** The text of an exception: the meaning, what is particular to this case, and what to do. */
    public String message(String details) {
        return "%s: %s %s %s".formatted(name(), meaning(), details, remedy());
    }
}
