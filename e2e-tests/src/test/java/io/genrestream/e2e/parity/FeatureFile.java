package io.genrestream.e2e.parity;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Features of several tracks as the training project reads them: a zip of NumPy arrays, format version 1.0. */
final class FeatureFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER = 128;

    /** @param logMel {@code [frames][bands]} in one array (dB) */
    record Track(String name, String genre, String artist, float[] logMel) {}

    private FeatureFile() {}

    /** @param frames of every track */
    static void write(Path file, List<Track> tracks, int frames, int bands) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.putNextEntry(new ZipEntry("log_mel_db.npy"));
            header(zip, "<f4", "(%d, %d, %d)".formatted(tracks.size(), frames, bands));
            for (Track track : tracks) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(Float.BYTES * frames * bands).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(track.logMel(), 0, frames * bands);
                zip.write(bytes.array());
            }
            strings(zip, "track", tracks.stream().map(Track::name).toList());
            strings(zip, "genre", tracks.stream().map(Track::genre).toList());
            strings(zip, "artist", tracks.stream().map(Track::artist).toList());
        }
    }

    private static void strings(ZipOutputStream zip, String name, List<String> values) throws IOException {
        int width = Math.max(1, values.stream().mapToInt(String::length).max().orElse(1));
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        header(zip, "<U" + width, "(%d,)".formatted(values.size()));
        for (String value : values) {
            byte[] encoded = (value + "\0".repeat(width - value.length())).getBytes(Charset.forName("UTF-32LE"));
            zip.write(encoded);
        }
    }

    private static void header(ZipOutputStream zip, String type, String shape) throws IOException {
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
        int length = HEADER - MAGIC.length - Short.BYTES;
        DataOutputStream out = new DataOutputStream(zip);
        out.write(MAGIC);
        out.writeShort(Short.reverseBytes((short) length));
        out.write((text + " ".repeat(length - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
