package io.genrestream.cli.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.AppendedFile;
import io.genrestream.cli.offline.OutputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Rows beside the table until it is made, since neither Parquet nor NPZ can be added to. Records follow one another:
 * length, kind, checksum, content. A file's blocks of rows count when the record of its end is there; a record that was
 * torn, by a kill or a power cut, is cut off by the next run.
 */
final class KeptRows implements AutoCloseable {
    private static final int CONDITIONS = 'C';
    private static final int BLOCK = 'B';
    private static final int FILE = 'F';
    private static final int HEAD = Integer.BYTES + 1 + Integer.BYTES;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final AppendedFile records;
    private final Map<String, KeptFile> files = new HashMap<>();

    private record Stored(int kind, byte[] content) {}

    private KeptRows(Path path, AppendedFile records) {
        this.path = path;
        this.records = records;
    }

    /** @throws CommandFailure OUTPUT_FOREIGN when it is of other conditions, OUTPUT_BUSY, OUTPUT_UNWRITABLE */
    static KeptRows open(Path path, Conditions conditions) {
        try {
            KeptRows rows = new KeptRows(path, AppendedFile.open(path));
            try {
                rows.resume(conditions);
                return rows;
            } catch (IOException | RuntimeException e) {
                rows.close();
                throw e;
            }
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        } catch (UncheckedIOException e) {
            throw OutputFile.unwritable(path, e.getCause());
        }
    }

    Path path() {
        return path;
    }

    /** How a file ended the last time. */
    Optional<KeptFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /**
     * From any thread.
     *
     * @return where the block is
     * @throws UncheckedIOException when it cannot be written
     */
    long addBlock(ByteBuffer rows) {
        return append(BLOCK, rows);
    }

    void add(KeptFile file) {
        append(FILE, json(file));
        files.put(file.file(), file);
    }

    /** A block of rows. */
    ByteBuffer block(long place) throws IOException {
        int length = read(place, HEAD).getInt();
        return read(place + HEAD, length);
    }

    /** When the table is there. */
    void delete() throws IOException {
        Files.delete(path);
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void resume(Conditions conditions) throws IOException {
        try {
            Conditions earlier = null;
            long end = 0;
            for (Stored next = stored(end); next != null; next = stored(end)) {
                if (earlier == null && next.kind() != CONDITIONS) {
                    throw foreign("it does not begin like one");
                } else if (next.kind() == CONDITIONS) {
                    earlier = JSON.readValue(next.content(), Conditions.class);
                    requireSame(earlier, conditions);
                } else if (next.kind() == FILE) {
                    KeptFile file = JSON.readValue(next.content(), KeptFile.class);
                    files.put(file.file(), file);
                }
                end += HEAD + next.content().length;
            }
            if (earlier == null && records.end() > 0 && !isTornBeginning()) {
                throw foreign("it does not begin like one");
            }
            records.cut(end);
            if (earlier == null) {
                append(CONDITIONS, json(conditions));
            }
        } catch (JsonProcessingException e) {
            throw foreign("it is of another version");
        }
    }

    /** The record that begins there; null where there is no whole one. */
    private Stored stored(long place) throws IOException {
        ByteBuffer head = records.read(place, HEAD);
        if (head.remaining() < HEAD) {
            return null;
        }
        int length = head.getInt();
        byte kind = head.get();
        int checksum = head.getInt();
        if (length < 0 || length > records.end() - place - HEAD) {
            return null;
        }
        byte[] content = records.read(place + HEAD, length).array();
        return checksum == checksum(kind, ByteBuffer.wrap(content)) ? new Stored(kind, content) : null;
    }

    /** Of the first record there is a piece, which says nothing of rows. */
    private boolean isTornBeginning() throws IOException {
        if (records.end() <= Integer.BYTES) {
            return true;
        }
        return read(Integer.BYTES, 1).get() == CONDITIONS
                && read(0, Integer.BYTES).getInt() > records.end() - HEAD;
    }

    private void requireSame(Conditions earlier, Conditions conditions) {
        if (!earlier.equals(conditions)) {
            throw foreign("it was begun with another " + conditions.differences(earlier));
        }
    }

    private long append(int kind, ByteBuffer content) {
        ByteBuffer record = ByteBuffer.allocate(HEAD + content.remaining())
                .putInt(content.remaining())
                .put((byte) kind)
                .putInt(checksum((byte) kind, content.duplicate()))
                .put(content)
                .flip();
        try {
            return records.append(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer read(long place, int length) throws IOException {
        ByteBuffer bytes = records.read(place, length);
        if (bytes.remaining() < length) {
            throw new EOFException("The kept rows end too early.");
        }
        return bytes;
    }

    private static int checksum(byte kind, ByteBuffer content) {
        CRC32 sum = new CRC32();
        sum.update(kind);
        sum.update(content);
        return (int) sum.getValue();
    }

    private static ByteBuffer json(Object value) {
        try {
            return UTF_8.encode(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private CommandFailure foreign(String why) {
        return new CommandFailure(CliError.OUTPUT_FOREIGN, PathText.of(path) + ": " + why);
    }
}
