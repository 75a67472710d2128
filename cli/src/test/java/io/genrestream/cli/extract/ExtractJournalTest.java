package io.genrestream.cli.extract;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractJournalTest {
    private static final Conditions CONDITIONS =
            new Conditions(Conditions.FORMAT, List.of("/music"), "TRACK", "hop=1920", List.of("mfcc_0.mean"), 0, null);

    @TempDir
    private Path folder;

    @Test
    void shouldKeepWholeFilesHoweverItsEndIsTorn() throws IOException {
        Path path = folder.resolve("kept");
        try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
            keep(journal, "a", 1);
        }
        byte[] one = Files.readAllBytes(path);
        try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
            keep(journal, "b", 2);
        }
        byte[] two = Files.readAllBytes(path);

        for (int length = 0; length < two.length; length++) {
            Files.write(path, Arrays.copyOf(two, length));
            try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
                assertThat(journal.file("a").isPresent()).isEqualTo(length >= one.length);
                assertThat(journal.file("b")).isEmpty();
                keep(journal, "b", 3);
            }
            try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
                assertThat(number(journal, "b")).isEqualTo(3);
                if (length >= one.length) {
                    assertThat(number(journal, "a")).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void shouldDropWhatWasDamagedAndWhatFollows() throws IOException {
        Path path = folder.resolve("kept");
        try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
            keep(journal, "a", 1);
        }
        int place = (int) Files.size(path) + 12;
        try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
            keep(journal, "b", 2);
        }
        byte[] bytes = Files.readAllBytes(path);
        bytes[place] ^= 1;
        Files.write(path, bytes);

        try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
            assertThat(number(journal, "a")).isEqualTo(1);
            assertThat(journal.file("b")).isEmpty();
        }
    }

    @Test
    void shouldRefuseOtherConditionsAndForeignFiles() throws IOException {
        Path path = folder.resolve("kept");
        ExtractJournal.open(path, CONDITIONS).close();
        Conditions other = new Conditions(Conditions.FORMAT, List.of("/music"), "FRAME", "hop=512", List.of(), 0, null);
        Path foreign = Files.writeString(folder.resolve("foreign"), "Dear diary, today was a fine day.");

        assertForeign(path, other, "--per, front end, columns");
        assertForeign(foreign, CONDITIONS, "does not begin like one");
        assertThat(foreign).hasContent("Dear diary, today was a fine day.");
    }

    @Test
    void shouldBeWrittenByOneAtATime() {
        Path path = folder.resolve("kept");
        try (ExtractJournal journal = ExtractJournal.open(path, CONDITIONS)) {
            assertThat(journal.path()).exists();
            assertThatThrownBy(() -> ExtractJournal.open(path, CONDITIONS))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(CliError.OUTPUT_BUSY));
        }
    }

    private static void assertForeign(Path path, Conditions conditions, String why) {
        assertThatThrownBy(() -> ExtractJournal.open(path, conditions))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.code()).isEqualTo(CliError.OUTPUT_FOREIGN));
    }

    private static void keep(ExtractJournal journal, String file, int number) {
        long place = journal.addRows(ByteBuffer.allocate(4).putInt(0, number));
        journal.add(new KeptFile(file, new FileFingerprint(1, ""), "", List.of(), null, null, new long[] {place}));
    }

    private static int number(ExtractJournal journal, String file) throws IOException {
        return journal.rows(journal.file(file).orElseThrow().blocks()[0]).getInt();
    }
}
