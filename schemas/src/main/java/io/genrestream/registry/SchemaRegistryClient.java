package io.genrestream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genrestream.fault.EventError;
import io.genrestream.registry.RegistryHttp.RegistryAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The part of the Confluent Schema Registry's protocol that Genrestream needs. Ids and schemas never change once given,
 * so they are kept for good. Safe for use by several threads.
 *
 * <p>Every method throws {@link RegistryUnavailableException} if no registry answers in time, and
 * {@link RegistryRefusedException} if one refuses.
 */
public final class SchemaRegistryClient implements AutoCloseable {
    private static final int CONFLICT = 409;
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private record Registered(String subject, Schema schema) {}

    private final RegistryHttp http;
    private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public SchemaRegistryClient(RegistrySettings settings) {
        http = new RegistryHttp(settings);
    }

    /** Returns the schema's id, a new one only if the subject did not have the schema. */
    public int register(String subject, Schema schema) {
        return id(subject, schema, "/versions");
    }

    /** Returns the id of a schema that the subject already has. */
    public int lookUp(String subject, Schema schema) {
        return id(subject, schema, "");
    }

    /**
     * Returns the schema that records of this id were written with.
     *
     * @throws MalformedEventException if the registry does not know the id, or knows something else than Avro by it
     */
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        RegistryAnswer answer = http.send("GET", "/schemas/ids/" + id, null);
        if (answer.code() == SCHEMA_NOT_FOUND) {
            throw new MalformedEventException(EventError.UNKNOWN_SCHEMA_ID, "(id " + id + ")");
        }
        String text = accepted(answer, "id " + id).path("schema").asText();
        try {
            Schema schema = new Schema.Parser().parse(text);
            schemas.put(id, schema);
            return schema;
        } catch (SchemaParseException e) {
            throw new MalformedEventException(EventError.INCOMPATIBLE_SCHEMA, "(id " + id + " is no Avro schema)", e);
        }
    }

    /** Whether the subject's compatibility level lets the schema in; true for a subject without schemas. */
    public boolean isCompatible(String subject, Schema schema) {
        RegistryAnswer answer = http.send("POST", "/compatibility" + path(subject) + "/versions", body(schema));
        if (answer.code() == SUBJECT_NOT_FOUND || answer.code() == VERSION_NOT_FOUND) {
            return true;
        }
        return accepted(answer, subject).path("is_compatible").asBoolean();
    }

    /** Sets a subject's level, as the registry calls it, such as FULL_TRANSITIVE. */
    public void setCompatibility(String subject, String level) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
        RegistryAnswer answer = http.send("PUT", "/config/" + encoded(subject), body);
        if (answer.status() == CONFLICT) {
            // Apicurio refuses to create a level that another request, or this one when it was repeated, has created
            // meanwhile.
            answer = http.send("PUT", "/config/" + encoded(subject), body);
        }
        accepted(answer, subject);
    }

    @Override
    public void close() {
        http.close();
    }

    private int id(String subject, Schema schema, String action) {
        Registered registered = new Registered(subject, schema);
        Integer known = ids.get(registered);
        if (known != null) {
            return known;
        }
        RegistryAnswer answer = http.send("POST", path(subject) + action, body(schema));
        if (answer.code() == SUBJECT_NOT_FOUND || answer.code() == SCHEMA_NOT_FOUND) {
            throw new RegistryRefusedException(
                    EventError.SCHEMA_NOT_REGISTERED, "(%s under %s)".formatted(schema.getFullName(), subject));
        }
        int id = accepted(answer, subject).path("id").asInt();
        ids.put(registered, id);
        return id;
    }

    private static JsonNode accepted(RegistryAnswer answer, String what) {
        if (answer.isSuccess()) {
            return answer.body();
        }
        throw new RegistryRefusedException(
                answer.status() == CONFLICT ? EventError.SCHEMA_NOT_COMPATIBLE : EventError.REGISTRY_REFUSED,
                "(%s, status %d: %s)"
                        .formatted(
                                what,
                                answer.status(),
                                RegistryHttp.excerpt(answer.body().toString())));
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", PlainSchema.of(schema).toString());
    }

    private static String path(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
