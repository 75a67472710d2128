package io.genrestream.cli.offline;

import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that grows by whole records, for a run that goes on where this one was ended. A record that cannot be written to
 * its end, on a full disk or after Ctrl-C, leaves nothing behind. After a kill there may be half of one, which whoever
 * reads the file cuts off.
 */
public final class AppendedFile implements AutoCloseable {
    private final FileChannel file;
    private final boolean seekable;
    private long end;

    private AppendedFile(FileChannel file, boolean seekable) throws IOException {
        this.file = file;
        this.seekable = seekable;
        this.end = seekable ? file.size() : 0;
    }

    /**
     * Opens it behind what is there, or creates it; a pipe or a device will do.
     *
     * @throws CommandFailure OUTPUT_BUSY while another process has it open so
     */
    public static AppendedFile open(Path path) throws IOException {
        FileChannel file = OutputFile.lock(path);
        try {
            return new AppendedFile(file, Files.isRegularFile(path));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Where the next record will begin. */
    public long end() {
        return end;
    }

    /** Cuts off what is behind the last whole record. */
    public void cut(long newEnd) throws IOException {
        file.truncate(newEnd);
        end = newEnd;
    }

    /**
     * From any thread.
     *
     * @return where the record begins
     */
    public long append(ByteBuffer record) throws IOException {
        return append(record, false);
    }

    /** Likewise, and returns when the disk has it. */
    public long appendDurably(ByteBuffer record) throws IOException {
        return append(record, true);
    }

    /** The bytes from there on; fewer than asked for where the file ends before. */
    public ByteBuffer read(long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = file.read(bytes, place + bytes.position());
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private synchronized long append(ByteBuffer record, boolean durably) throws IOException {
        long place = end;
        int length = record.remaining();
        Uninterrupted.run(() -> write(record, durably));
        end += length;
        return place;
    }

    private void write(ByteBuffer record, boolean durably) throws IOException {
        try {
            for (long at = end; record.hasRemaining(); ) {
                at += seekable ? file.write(record, at) : file.write(record);
            }
            if (durably) {
                file.force(true);
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    private void takeBack(IOException why) {
        try {
            if (seekable) {
                file.truncate(end);
            }
        } catch (IOException e) {
            why.addSuppressed(e); // whoever reads it cuts off the half record
        }
    }
}
