package io.genrestream.cli.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.AppendedFile;
import io.genrestream.cli.offline.OutputFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Results in a file, each written as a whole line before the next file's analysis counts: whenever the command ends, and
 * of whatever, what is there can be read and gone on with.
 */
final class ResultFile implements ResultWriter {
    private final Path path;
    private final RowFormat format;
    private final AppendedFile lines;

    private ResultFile(Path path, RowFormat format, AppendedFile lines) {
        this.path = path;
        this.format = format;
        this.lines = lines;
    }

    /**
     * Opens the file to add to it, behind what an earlier run has left.
     *
     * @throws CommandFailure OUTPUT_UNWRITABLE, or OUTPUT_BUSY while another process writes it
     */
    static ResultFile open(Path path, RowFormat format) {
        try {
            ResultFile file = new ResultFile(path, format, AppendedFile.open(path));
            if (file.lines.end() == 0 && !format.header().isEmpty()) {
                file.append(format.header());
            }
            return file;
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    @Override
    public void take(Classification result, RowSource source) {
        append(format.line(result, source));
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void append(String line) {
        try {
            lines.append(UTF_8.encode(line + "\n"));
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }
}
