package io.genrestream.cli.extract;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A row's values as Parquet's: texts, places as int64 or double, features as float. */
final class ParquetRows extends WriteSupport<ParquetTable.FileRow> {
    private final Layout layout;
    private final String[] names;
    private RecordConsumer out;

    ParquetRows(Layout layout) {
        this.layout = layout;
        this.names = schema(layout).getFields().stream()
                .map(field -> field.getName())
                .toArray(String[]::new);
    }

    @Override
    public WriteContext init(org.apache.hadoop.conf.Configuration none) {
        return new WriteContext(schema(layout), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(ParquetTable.FileRow fileRow) {
        ByteBuffer row = fileRow.row();
        out.startMessage();
        int at = 0;
        at = text(at, fileRow.texts().file());
        at = text(at, fileRow.texts().label());
        at = text(at, fileRow.texts().artist());
        for (PlaceColumn place : layout.level().places()) {
            out.startField(names[at], at);
            if (place.whole()) {
                out.addLong((long) row.getDouble());
            } else {
                out.addDouble(row.getDouble());
            }
            out.endField(names[at], at++);
        }
        for (; at < names.length; at++) {
            out.startField(names[at], at);
            out.addFloat(row.getFloat());
            out.endField(names[at], at);
        }
        out.endMessage();
    }

    private int text(int at, String text) {
        out.startField(names[at], at);
        out.addBinary(Binary.fromString(text));
        out.endField(names[at], at);
        return at + 1;
    }

    private static MessageType schema(Layout layout) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        Layout.TEXTS.forEach(name -> schema.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name));
        layout.level()
                .places()
                .forEach(place -> schema.required(place.whole() ? PrimitiveTypeName.INT64 : PrimitiveTypeName.DOUBLE)
                        .named(place.name()));
        layout.columns()
                .forEach(column -> schema.required(PrimitiveTypeName.FLOAT).named(column.name()));
        return schema.named("features");
    }
}
