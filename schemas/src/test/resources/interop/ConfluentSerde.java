import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Runs in a JVM of its own on nothing but Confluent's classes, since those bring another Kafka along. Reads lines from
 * standard input and answers each with one: {@code write TOPIC SCHEMA JSON} with the record's bytes, {@code read TOPIC
 * BYTES} with the event's JSON; everything but the topic is in Base64.
 */
class ConfluentSerde {
    public static void main(String[] args) throws Exception {
        Map<String, Object> config = Map.of("schema.registry.url", args[0], "auto.register.schemas", false);
        try (var serializer = new KafkaAvroSerializer();
                var deserializer = new KafkaAvroDeserializer();
                var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            serializer.configure(config, false);
            deserializer.configure(config, false);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                byte[] answer = switch (words[0]) {
                    case "write" -> serializer.serialize(words[1], parse(text(words[2]), text(words[3])));
                    case "read" -> json((GenericRecord) deserializer.deserialize(words[1], bytes(words[2])));
                    default -> throw new IllegalArgumentException(line);
                };
                System.out.println(Base64.getEncoder().encodeToString(answer));
            }
        }
    }

    private static GenericRecord parse(String schemaText, String json) throws Exception {
        Schema schema = new Schema.Parser().parse(schemaText);
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().jsonDecoder(schema, json));
    }

    private static byte[] json(GenericRecord event) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(event.getSchema(), out);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String text(String base64) {
        return new String(bytes(base64), StandardCharsets.UTF_8);
    }
}
