package io.genrestream.cli.evaluate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes arrays as NumPy does, for those who read them. */
final class ArrayZip implements AutoCloseable {
    private final ZipOutputStream zip;

    ArrayZip(Path file) throws IOException {
        zip = new ZipOutputStream(Files.newOutputStream(file));
    }

    /** @param shape such as {@code 2, 40, 96} */
    ArrayZip floats(String name, String shape, float... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return write(name, "<f4", shape, bytes.array());
    }

    ArrayZip strings(String name, String... values) throws IOException {
        StringBuilder padded = new StringBuilder();
        for (String value : values) {
            padded.append(value).append("\0".repeat(20 - value.length()));
        }
        return write(name, "<U20", values.length + ",", padded.toString().getBytes(Charset.forName("UTF-32LE")));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private ArrayZip write(String name, String type, String shape, byte[] content) throws IOException {
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        zip.write(header.getBytes(ISO_8859_1));
        zip.write(content);
        return this;
    }
}
