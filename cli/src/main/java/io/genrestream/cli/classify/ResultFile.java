package io.genrestream.cli.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.OutputFile;
import io.genrestream.cli.offline.Uninterrupted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * ResultWriter in a file, each written as a whole line before the next file's analysis counts: whenever the command ends,
 * and of whatever, what is there can be read and gone on with.
 */
final class ResultFile implements ResultWriter {
    private final Path path;
    private final RowFormat format;
    private final FileChannel lock;
    private final FileChannel out;

    private final boolean seekable;
    private long end;

    private ResultFile(Path path, RowFormat format, FileChannel lock) throws IOException {
        this.path = path;
        this.format = format;
        this.lock = lock;
        this.out = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        this.seekable = Files.isRegularFile(path);
        this.end = seekable ? Files.size(path) : 0;
    }

    /**
     * Opens the file to add to it, behind what an earlier run has left.
     *
     * @throws CommandFailure OUTPUT_UNWRITABLE, or OUTPUT_BUSY while another process writes it
     */
    static ResultFile open(Path path, RowFormat format) {
        try {
            ResultFile file = new ResultFile(path, format, OutputFile.lock(path));
            if (file.end == 0 && !format.header().isEmpty()) {
                file.append(format.header());
            }
            return file;
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    @Override
    public void take(Classification result, Source source) {
        append(format.line(result, source));
    }

    @Override
    public void close() {
        try {
            out.close();
            lock.close();
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void append(String line) {
        try {
            Uninterrupted.run(() -> write(UTF_8.encode(line + "\n")));
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void write(ByteBuffer line) throws IOException {
        int length = line.remaining();
        try {
            while (line.hasRemaining()) {
                out.write(line);
            }
            end += length;
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    /** Half a line is of use to nobody. */
    private void takeBack(IOException why) {
        try {
            if (seekable) {
                out.truncate(end);
            }
        } catch (IOException e) {
            why.addSuppressed(e); // the next run drops the half line
        }
    }
}
