package io.genrestream.cli.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Results in a file, each written as a whole line before the next file's analysis counts: whenever the command ends,
 * and of whatever, what is there can be read and gone on with.
 */
final class ResultFile implements Results {
    private final Path path;
    private final RowFormat format;
    private final FileChannel channel;

    private ResultFile(Path path, RowFormat format, FileChannel channel) {
        this.path = path;
        this.format = format;
        this.channel = channel;
    }

    /**
     * Opens the file to add to it, behind what an earlier run has left.
     *
     * @throws CommandFailure OUTPUT_UNWRITABLE, or OUTPUT_BUSY while another process writes it
     */
    static ResultFile open(Path path, RowFormat format) {
        try {
            ResultFile file = new ResultFile(path, format, OutputFile.lock(path));
            if (Files.isRegularFile(path)) {
                file.channel.position(file.channel.size());
            }
            if (file.channel.size() == 0 && !format.header().isEmpty()) {
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
            channel.close();
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void append(String line) {
        ByteBuffer bytes = UTF_8.encode(line + "\n");
        long end = -1; // of what is whole; unknown where there is no position
        try {
            end = Files.isRegularFile(path) ? channel.position() : -1;
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            takeBack(end, e);
            throw OutputFile.unwritable(path, e);
        }
    }

    /** Half a line is of use to nobody. */
    private void takeBack(long end, IOException why) {
        try {
            if (end >= 0) {
                channel.truncate(end);
            }
        } catch (IOException e) {
            why.addSuppressed(e); // the next run drops the half line
        }
    }
}
