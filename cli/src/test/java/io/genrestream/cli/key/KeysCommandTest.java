package io.genrestream.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import io.genrestream.kit.access.ApiKeys;
import io.genrestream.kit.access.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void shouldMakeAKeyThatTheServicesKnowByItsLine() throws Exception {
        assertThat(run("keys", "new", "--owner", "alice", "--scope", "feed,read"))
                .isZero();

        String key = err.toString().strip().replaceFirst(".* ", "");
        assertThat(out.toString()).doesNotContain(key);
        Path file = Files.writeString(folder.resolve("keys"), out.toString());
        var caller = new ApiKeys(file, _ -> {}).find(key).orElseThrow().caller();
        assertThat(caller.owner()).isEqualTo("alice");
        assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.FEED, Scope.READ);
    }

    @Test
    void shouldRefuseAnOwnerThatNoLineCanHold() {
        assertThat(run("keys", "new", "--owner", "al ice", "--scope", "read")).isEqualTo(2);
        assertThat(err.toString()).contains("--owner");
    }

    private int run(String... arguments) {
        CommandLine command = Genrestream.commandLine();
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
