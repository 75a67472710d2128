package io.genrestream.cli.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** A Parquet file; not compressed, since numbers like these hardly can be. */
final class ParquetTable implements TableFormat {
    private static final long GROUP_BYTES = 16 << 20;

    /** A row and the file that it is of. */
    record FileRow(Texts texts, ByteBuffer row) {}

    @Override
    public void write(FeatureTable table, Path file) throws IOException {
        Builder builder = new Builder(file, new ParquetRows(table.layout()))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDictionaryEncoding(false)
                .withRowGroupSize(GROUP_BYTES);
        Layout.TEXTS.forEach(column -> builder.withDictionaryEncoding(column, true));
        try (ParquetWriter<FileRow> writer = builder.build()) {
            table.forEach((texts, row) -> writer.write(new FileRow(texts, row)));
        }
    }

    private static final class Builder extends ParquetWriter.Builder<FileRow, Builder> {
        private final ParquetRows rows;

        Builder(Path file, ParquetRows rows) {
            super(new LocalOutputFile(file));
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected ParquetRows getWriteSupport(org.apache.hadoop.conf.Configuration none) {
            return rows;
        }
    }
}
