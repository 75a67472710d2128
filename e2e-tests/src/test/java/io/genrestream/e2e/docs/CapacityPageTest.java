package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of docs/capacity.md are the command's; run with {@code -Dgenrestream.write-docs} to write them anew. */
class CapacityPageTest {
    private static final Path PAGE = Launcher.HOME.resolve("docs/capacity.md");
    private static final String END = "<!-- end -->";

    @Test
    void shouldShowWhatTheCommandSays() throws IOException {
        String written = Files.readString(PAGE);
        String page = with(written, "table", table());
        page = with(page, "short", table("--features-kept", "1h"));
        if (System.getProperty("genrestream.write-docs") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("made by mvn -pl e2e-tests -am test -Dtest=CapacityPageTest -Dgenrestream.write-docs")
                .hasContent(page);
    }

    private static String with(String page, String name, String table) {
        String begin = "<!-- " + name + ": made by CapacityPageTest -->\n";
        int from = page.indexOf(begin) + begin.length();
        return page.substring(0, from) + table + page.substring(page.indexOf(END, from));
    }

    private static String table(String... options) {
        StringWriter out = new StringWriter();
        String[] arguments = new String[3 + options.length];
        arguments[0] = "capacity";
        arguments[1] = "--streams";
        arguments[2] = "1000,100000,10000000";
        System.arraycopy(options, 0, arguments, 3, options.length);
        assertThat(Genrestream.commandLine().setOut(new PrintWriter(out)).execute(arguments))
                .isZero();
        return out.toString();
    }
}
