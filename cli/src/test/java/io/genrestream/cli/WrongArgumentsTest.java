package io.genrestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people mistype, and services that are not there: answered in a sentence, and nothing is begun. */
class WrongArgumentsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "clasify song.mp3|Did you mean: genrestream classify",
                "send|Give files of music, or a live source with --url",
                "send song.mp3 --parallel 0|--parallel must be 1 or more",
                "send song.mp3 --ingest-url localhost:19080|'localhost:19080' is no address of a service; write http://",
                "send song.mp3 --ingest-url ftp://localhost|is no address of a service",
                "sources list --ingest-url http:/localhost|is no address of a service",
                "sources add|Missing required parameter: 'URL'",
                "listen --raw u8|expected one of [S16LE, F32LE]",
                "watch --prefix my/music|The prefix may have letters",
                "up --prefix my/music|The prefix may have letters",
                "up --partitions 0|--partitions must be 1 or more",
                "up --port-base 65400|all ports are from 1 to 65535",
                "up --port-base -500|all ports are from 1 to 65535",
                "up --features 0|--features must be from 1 to 100",
                "up --inference 101|--inference must be from 1 to 100",
                "up --heap disk=5|--heap knows broker",
                "provision --print-acls --partitions 0|at least one partition",
                "provision --print-acls --print-strimzi music|mutually exclusive",
                "keys new --owner a/b --scope feed|--owner must be",
                "keys new --owner a --scope food|expected one of",
            })
    void shouldSayWhatIsNotUnderstood(String line, String sentence) {
        assertThat(run(line)).as(err.toString()).isEqualTo(2);

        assertThat(err.toString()).contains(sentence);
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1, Timeout expired", "kafka.invalid:9092, No resolvable bootstrap urls"})
    void shouldSayThatKafkaIsAway(String servers, String why) throws Exception {
        Path config = Files.writeString(folder.resolve("client.properties"), "default.api.timeout.ms=200\n");

        assertThat(run("watch --schema-registry http://127.0.0.1:1 --bootstrap-servers " + servers
                        + " --command-config " + config))
                .isEqualTo(1);

        assertThat(err.toString()).startsWith("KAFKA_UNAVAILABLE: ").containsIgnoringCase(why);
    }

    @Test
    void shouldSayThatNothingRunsHere() {
        assertThat(run("watch")).isEqualTo(1);

        assertThat(err.toString()).startsWith("NOT_RUNNING: ");
    }

    @Test
    void shouldSayThatTheClientsPropertiesCannotBeRead() throws Exception {
        Path torn = Files.writeString(folder.resolve("torn.properties"), "password=\\u00z\n");

        for (Path config : new Path[] {folder.resolve("none.properties"), torn, folder}) {
            assertThat(run("provision --bootstrap-servers 127.0.0.1:1 --schema-registry http://127.0.0.1:1"
                            + " --command-config " + config))
                    .isEqualTo(1);
            assertThat(err.toString()).startsWith("COMMAND_CONFIG: ");
            err.getBuffer().setLength(0);
        }
    }

    private int run(String line) {
        String state =
                line.startsWith("clasify") || line.startsWith("keys") ? "" : " --state " + folder.resolve("state");
        return Genrestream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute((line + state).split(" "));
    }
}
