package io.genrestream.cli.run;

import io.genrestream.cli.connect.ConnectionOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where the commands speak: results to the standard output, everything else to the standard error. Picocli's markup, as
 * in {@code @|bold word|@}, becomes colour on a terminal and nothing elsewhere.
 */
record Terminal(PrintWriter out, PrintWriter err, Ansi colours, boolean quiet, boolean verbose) {

    static Terminal of(CommandSpec spec, ConnectionOptions options) {
        return new Terminal(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                spec.commandLine().getColorScheme().ansi(),
                options.quiet(),
                options.verbose());
    }

    void result(String line) {
        print(out, line);
    }

    void info(String line) {
        if (!quiet) {
            print(err, line);
        }
    }

    void detail(String line) {
        if (verbose) {
            print(err, line);
        }
    }

    void error(String code, String message) {
        print(err, "@|red,bold " + code + "|@: " + message);
    }

    private void print(PrintWriter writer, String line) {
        writer.println(colours.string(line));
        writer.flush();
    }
}
