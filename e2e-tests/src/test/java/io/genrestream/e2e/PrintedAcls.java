package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.AclCommand;

/** What {@code provision --print-acls} prints, given to Kafka's own tool as it is printed. */
final class PrintedAcls {
    private PrintedAcls() {}

    /** @param admin properties of a client that may grant them */
    static void grant(String prefix, String bootstrapServers, Path admin) {
        Launcher.Finished printed = Launcher.run(List.of(
                "provision",
                "--print-acls",
                "--prefix",
                prefix,
                "--bootstrap-servers",
                bootstrapServers,
                "--command-config",
                admin.toString()));
        assertThat(printed.status()).as(printed.err()).isZero();
        Exit.setExitProcedure((status, said) -> {
            throw new AssertionError("kafka-acls.sh ended with " + status + ": " + said);
        });
        try {
            for (String line : printed.out().lines().toList()) {
                String[] words = line.replace("'", "").split(" ");
                assertThat(words[0]).isEqualTo("kafka-acls.sh");
                AclCommand.main(List.of(words).subList(1, words.length).toArray(String[]::new));
            }
        } finally {
            Exit.resetExitProcedure();
        }
    }
}
