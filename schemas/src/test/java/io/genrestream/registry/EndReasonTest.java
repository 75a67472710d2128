package io.genrestream.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service one version behind must not take a stream that has ended for one that goes on. */
class EndReasonTest {
    private static final String NEXT_REASON = "A_REASON_OF_THE_NEXT_VERSION";

    @ParameterizedTest
    @ValueSource(classes = {AudioChunk.class, FeatureWindow.class, StreamStatus.class, TrackGenre.class})
    <T extends SpecificRecord> void shouldTakeAReasonToComeForAnEnd(Class<T> type) throws Exception {
        Schema present = type.getDeclaredConstructor().newInstance().getSchema();
        Schema next = nextVersion(present);
        Schema reasons = next.getField("endReason").schema();
        GenericRecord event = new GenericRecordBuilder(next)
                .set("streamId", "a")
                .set("endReason", new GenericData.EnumSymbol(reasons, NEXT_REASON))
                .build();

        T read = new SpecificDatumReader<T>(next, present)
                .read(null, DecoderFactory.get().binaryDecoder(bytes(event), null));

        assertThat(read.get(present.getField("endReason").pos())).isEqualTo(EndReason.UNKNOWN);
    }

    /** @return the schema with one more reason, as the next version would register it */
    private static Schema nextVersion(Schema present) {
        String last = "\"" + List.of(EndReason.values()).getLast() + "\"]";
        String json = present.toString();
        assertThat(json).contains(last);
        return new Schema.Parser().parse(json.replace(last, last.replace("]", ",\"" + NEXT_REASON + "\"]")));
    }

    private static byte[] bytes(GenericRecord event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
