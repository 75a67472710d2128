package recommender;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Reads Confluent's wire format: a zero, the schema's id in four bytes, then Avro. Where Confluent's deserializer is at hand, use that. */
final class RegistryReader {
    private static final int HEADER = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    RegistryReader(String registry) {
        this.registry = registry;
    }

    GenericRecord read(byte[] value) throws IOException, InterruptedException {
        int id = ByteBuffer.wrap(value).getInt(1);
        Schema schema = schemas.get(id);
        if (schema == null) {
            schema = fetch(id);
            schemas.put(id, schema);
        }
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
    }

    private Schema fetch(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id + "/schema"))
                .build();
        return new Schema.Parser()
                .parse(http.send(request, BodyHandlers.ofString()).body());
    }
}
