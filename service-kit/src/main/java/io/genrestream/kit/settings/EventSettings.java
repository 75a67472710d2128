package io.genrestream.kit.settings;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.hibernate.validator.constraints.Range;

/** What all services have to agree about: where events are, how they are written, and what is computed. */
public interface EventSettings {

    /** Base addresses of the schema registry's Confluent protocol, separated by commas. */
    String schemaRegistry();

    /** Put before the names of topics, groups and transactional ids. */
    Optional<@Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String> prefix();

    /** Partitions of every topic (count), fixed for their life. */
    @WithDefault("12")
    @Range(min = 1, max = 10_000)
    int partitions();

    /**
     * The front end in its canonical text form, the same for all services; by default the shipped model's. Audio is
     * published at its sample rate, and a model of another front end is refused.
     */
    Optional<String> frontEnd();

    /** Class of the serializer of events; by default our own. */
    @WithName("value.serializer")
    Optional<String> valueSerializer();

    /** Class of the deserializer of events; by default our own. */
    @WithName("value.deserializer")
    Optional<String> valueDeserializer();
}
