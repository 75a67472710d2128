package io.genrestream.cli.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRowsTest {
    private static final Conditions CONDITIONS =
            new Conditions(Conditions.FORMAT, List.of("/music"), "TRACK", "hop=1920", List.of("mfcc_0.mean"), 0, null);

    @TempDir
    private Path folder;

    @Test
    void shouldKeepWholeFilesHoweverItsEndIsTorn() throws IOException {
        Path path = folder.resolve("kept");
        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            keep(keptRows, "a", 1);
        }
        byte[] one = Files.readAllBytes(path);
        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            keep(keptRows, "b", 2);
        }
        byte[] two = Files.readAllBytes(path);

        for (int length = 0; length < two.length; length++) {
            Files.write(path, Arrays.copyOf(two, length));
            try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
                assertThat(keptRows.file("a").isPresent()).isEqualTo(length >= one.length);
                assertThat(keptRows.file("b")).isEmpty();
                keep(keptRows, "b", 3);
            }
            try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
                assertThat(number(keptRows, "b")).isEqualTo(3);
                if (length >= one.length) {
                    assertThat(number(keptRows, "a")).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void shouldDropWhatWasDamagedAndWhatFollows() throws IOException {
        Path path = folder.resolve("kept");
        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            keep(keptRows, "a", 1);
        }
        int place = (int) Files.size(path) + 12;
        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            keep(keptRows, "b", 2);
        }
        byte[] bytes = Files.readAllBytes(path);
        bytes[place] ^= 1;
        Files.write(path, bytes);

        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            assertThat(number(keptRows, "a")).isEqualTo(1);
            assertThat(keptRows.file("b")).isEmpty();
        }
    }

    @Test
    void shouldRefuseOtherConditionsAndForeignFiles() throws IOException {
        Path path = folder.resolve("kept");
        KeptRows.open(path, CONDITIONS).close();
        Conditions other = new Conditions(Conditions.FORMAT, List.of("/music"), "FRAME", "hop=512", List.of(), 0, null);
        Path foreign = Files.writeString(folder.resolve("foreign"), "Dear diary, today was a fine day.");

        assertForeign(path, other, "--per, front end, columns");
        assertForeign(foreign, CONDITIONS, "does not begin like one");
        assertThat(foreign).hasContent("Dear diary, today was a fine day.");
    }

    @Test
    void shouldBeWrittenByOneAtATime() {
        Path path = folder.resolve("kept");
        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            assertThat(keptRows.path()).exists();
            assertThatThrownBy(() -> KeptRows.open(path, CONDITIONS))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(CliError.OUTPUT_BUSY));
        }
    }

    /** The operating system's lock goes when any channel of the file is closed, and reading it must not do that. */
    @Test
    @Tag("processes")
    void shouldBeWrittenByOneProcessAtATime() throws Exception {
        Path path = folder.resolve("kept");
        KeptRows.open(path, CONDITIONS).close();
        try (KeptRows keptRows = KeptRows.open(path, CONDITIONS)) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KeptRowsTest.class.getName(),
                            keptRows.path().toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), UTF_8)).contains("OUTPUT_BUSY");
        }
    }

    /** Opens what another process has open. */
    public static void main(String[] arguments) {
        try {
            KeptRows.open(Path.of(arguments[0]), CONDITIONS).close();
        } catch (CommandFailure e) {
            System.out.println(e.code());
        }
    }

    private static void assertForeign(Path path, Conditions conditions, String why) {
        assertThatThrownBy(() -> KeptRows.open(path, conditions))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.code()).isEqualTo(CliError.OUTPUT_FOREIGN));
    }

    private static void keep(KeptRows keptRows, String file, int number) {
        long place = keptRows.addBlock(ByteBuffer.allocate(4).putInt(0, number));
        keptRows.add(new KeptFile(file, new FileFingerprint(1, ""), "", List.of(), null, null, new long[] {place}));
    }

    private static int number(KeptRows keptRows, String file) throws IOException {
        return keptRows.block(keptRows.file(file).orElseThrow().blocks()[0]).getInt();
    }
}
