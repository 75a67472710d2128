package io.genrestream.cli.classify;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.PrintWriter;
import java.util.function.BiFunction;

/** ResultWriter on the standard output, a line each, at once. */
final class PrintedRows implements ResultWriter {
    private final PrintWriter out;
    private final BiFunction<Classification, RowSource, String> line;

    /** @param header first line; empty for none */
    PrintedRows(PrintWriter out, String header, BiFunction<Classification, RowSource, String> line) {
        this.out = out;
        this.line = line;
        if (!header.isEmpty()) {
            out.println(header);
        }
    }

    @Override
    public void take(Classification result, RowSource source) {
        out.println(line.apply(result, source));
        requireWritten();
    }

    @Override
    public void close() {
        requireWritten();
    }

    private void requireWritten() {
        if (out.checkError()) {
            throw new CommandFailure(CliError.OUTPUT_UNWRITABLE, "the standard output");
        }
    }
}
