package io.genrestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help of every command, as it is printed. */
class UsageTest {
    @Test
    void shouldPrintEveryHelpTextWithoutComplaint() {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(complaints, true));
        try {
            print(Genrestream.commandLine());
        } finally {
            System.setErr(err);
        }

        assertThat(complaints.toString()).isEmpty();
    }

    private static void print(CommandLine command) {
        assertThat(command.getUsageMessage())
                .contains(command.getCommandName())
                .doesNotContain("%n")
                .doesNotContain("%%");
        command.getSubcommands().values().forEach(UsageTest::print);
    }
}
