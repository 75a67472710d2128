package io.genrestream.registry;

import io.genrestream.topic.RecordLimit;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the serializers and deserializers of events, of the classes that the settings name: ours, which share one
 * registry client, or others for Confluent's wire format such as {@code io.confluent.kafka.serializers.KafkaAvroSerializer}.
 */
public final class EventSerdes implements AutoCloseable {
    public static final String SERIALIZER = "genrestream.value.serializer";
    public static final String DESERIALIZER = "genrestream.value.deserializer";

    private final Map<String, Object> config;
    private final SchemaRegistryClient client;

    /**
     * @param config with {@link RegistrySettings#URLS} at least; it is handed to the serializers and deserializers, with
     *     what makes Confluent's behave as ours
     */
    public EventSerdes(Map<String, ?> config) {
        client = new SchemaRegistryClient(RegistrySettings.from(config));
        this.config = defaults(config);
        this.config.putAll(config);
        this.config.put(RegistryAccess.SHARED_CLIENT, client);
    }

    public SchemaRegistryClient client() {
        return client;
    }

    public <T extends SpecificRecord> Serializer<T> serializer() {
        @SuppressWarnings("unchecked")
        Serializer<T> serializer = instance(SERIALIZER, Serializer.class);
        serializer.configure(config, false);
        return serializer;
    }

    public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
        Map<String, Object> typed = new HashMap<>(config);
        typed.put(EventDeserializer.TYPE, type);
        @SuppressWarnings("unchecked")
        Deserializer<T> deserializer = instance(DESERIALIZER, Deserializer.class);
        deserializer.configure(typed, false);
        return deserializer instanceof EventDeserializer
                ? deserializer
                : new ForeignDeserializer<>(deserializer, new RecordInspection(client, RecordLimit.from(config)));
    }

    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(serializer(), deserializer(type));
    }

    /** Closes the client that the serializers share; what they know already, they still read and write. */
    @Override
    public void close() {
        client.close();
    }

    private static Map<String, Object> defaults(Map<String, ?> config) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(SERIALIZER, EventSerializer.class.getName());
        defaults.put(DESERIALIZER, EventDeserializer.class.getName());
        defaults.put(EventSerializer.AUTO_REGISTER, false);
        defaults.put("avro.remove.java.properties", true);
        defaults.put("specific.avro.reader", true);
        // Confluent's clients want to be told where the credentials are, and fail when they are told and find none.
        if (config.containsKey(RegistrySettings.BASIC_AUTH)) {
            defaults.put("basic.auth.credentials.source", "USER_INFO");
        }
        if (config.containsKey(RegistrySettings.BEARER_TOKEN)) {
            defaults.put("bearer.auth.credentials.source", "STATIC_TOKEN");
        }
        return defaults;
    }

    private <S> S instance(String setting, Class<S> type) {
        try {
            return Utils.newInstance(config.get(setting).toString(), type);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(
                    setting, config.get(setting), "It must be a " + type.getSimpleName() + " on the class path.");
        }
    }
}
