package io.genrestream.cli.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.OutputFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Rows beside the table until it is made, since neither Parquet nor NPZ can be added to. Records follow one another:
 * length, kind, checksum, content. A file's blocks of rows count when the record of its end is there; a record that was
 * torn, by a full disk or a kill, is cut off by the next run.
 */
final class ExtractJournal implements AutoCloseable {
    private static final int CONDITIONS = 'C';
    private static final int BLOCK = 'B';
    private static final int FILE = 'F';
    private static final int HEAD = Integer.BYTES + 1 + Integer.BYTES;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final FileChannel out;
    private final FileChannel in;
    private final Map<String, KeptFile> files = new HashMap<>();
    private long end;

    private ExtractJournal(Path path, FileChannel out, FileChannel in) {
        this.path = path;
        this.out = out;
        this.in = in;
    }

    /** @throws CommandFailure OUTPUT_FOREIGN when it is of other conditions, OUTPUT_BUSY, OUTPUT_UNWRITABLE */
    static ExtractJournal open(Path path, Conditions conditions) {
        try {
            FileChannel out = OutputFile.lock(path);
            ExtractJournal journal = new ExtractJournal(path, out, FileChannel.open(path));
            try {
                journal.resume(conditions);
                return journal;
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw OutputFile.unwritable(path, e instanceof IOException io ? io : ((UncheckedIOException) e).getCause());
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
    long addRows(ByteBuffer rows) {
        return append(BLOCK, rows);
    }

    void add(KeptFile file) {
        append(FILE, json(file));
        files.put(file.file(), file);
    }

    /** A block of rows. */
    ByteBuffer rows(long place) throws IOException {
        ByteBuffer head = read(place, HEAD);
        return read(place + HEAD, head.getInt());
    }

    /** When the table is there. */
    void delete() throws IOException {
        Files.delete(path);
    }

    @Override
    public void close() {
        try (in;
                out) {
            // Both are closed, whatever becomes of one.
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void resume(Conditions conditions) throws IOException {
        try (DataInputStream records =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
            Conditions earlier = null;
            for (byte[] content = next(records); content != null; content = next(records)) {
                int kind = content[0];
                if (earlier == null && kind != CONDITIONS) {
                    throw foreign("it does not begin like one");
                } else if (kind == CONDITIONS) {
                    earlier = JSON.readValue(content, 1, content.length - 1, Conditions.class);
                    requireSame(earlier, conditions);
                } else if (kind == FILE) {
                    KeptFile file = JSON.readValue(content, 1, content.length - 1, KeptFile.class);
                    files.put(file.file(), file);
                }
                end += HEAD - 1 + content.length;
            }
            if (earlier == null && in.size() > 0 && !isTornBeginning()) {
                throw foreign("it does not begin like one");
            }
            out.truncate(end);
            if (earlier == null) {
                append(CONDITIONS, json(conditions));
            }
        } catch (JsonProcessingException e) {
            throw foreign("it is of another version");
        }
    }

    /** Kind and content of the next whole record; null where there is none. */
    private byte[] next(DataInputStream records) throws IOException {
        try {
            int length = records.readInt();
            if (length < 0 || length > in.size() - end) {
                return null;
            }
            byte[] content = new byte[1 + length];
            content[0] = records.readByte();
            int checksum = records.readInt();
            records.readFully(content, 1, length);
            return checksum == checksum(content[0], ByteBuffer.wrap(content, 1, length)) ? content : null;
        } catch (EOFException torn) {
            return null;
        }
    }

    /** Of the first record there is a piece, which says nothing of rows. */
    private boolean isTornBeginning() throws IOException {
        if (in.size() <= Integer.BYTES) {
            return true;
        }
        return read(Integer.BYTES, 1).get() == CONDITIONS
                && read(0, Integer.BYTES).getInt() > in.size() - HEAD;
    }

    private void requireSame(Conditions earlier, Conditions conditions) {
        if (!earlier.equals(conditions)) {
            throw foreign("it was begun with another " + conditions.differences(earlier));
        }
    }

    private synchronized long append(int kind, ByteBuffer content) {
        long place = end;
        ByteBuffer record = ByteBuffer.allocate(HEAD + content.remaining())
                .putInt(content.remaining())
                .put((byte) kind)
                .putInt(checksum((byte) kind, content.duplicate()))
                .put(content)
                .flip();
        try {
            for (long at = place; record.hasRemaining(); ) {
                at += out.write(record, at);
            }
            end += record.limit();
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer read(long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, place + bytes.position()) < 0) {
                throw new EOFException("The kept rows end too early.");
            }
        }
        return bytes.flip();
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
