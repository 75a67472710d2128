package io.genrestream.cli.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.analysis.library.PathBytes;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderLabelsTest {
    @TempDir
    private Path folder;

    /** Layouts as files with blanks between, and the label of the first. */
    @ParameterizedTest
    @CsvSource({
        "blues/a.wav jazz/b.wav, 1, blues",
        "Data/genres_original/blues/a.wav Data/genres_original/jazz/b.wav, 3, blues",
        "train/blues/a.wav train/jazz/b.wav test/blues/c.wav test/jazz/d.wav, 2, blues",
        "Training Set/blues/a.wav validation/jazz/b.wav, 2, blues",
        "fold_1/blues/a.wav fold_1/jazz/b.wav fold_10/jazz/c.wav, 2, blues",
        "blues/train/a.wav blues/test/b.wav jazz/train/c.wav, 1, blues",
        "blues/CD1/a.wav blues/CD 2/b.wav jazz/CD1/c.wav jazz/CD 2/d.wav, 1, blues",
        "2019/blues/a.wav 2019/jazz/b.wav 2020/blues/c.wav, 2, blues",
        "blues/a.wav jazz/b.wav jazz/c.wav jazz/live/d.wav blues/live at home/e.wav, 1, blues",
        "blues/a.wav jazz/b.wav above.wav, 1, blues",
        "genres/blues/a.wav genres/jazz/b.wav sample.wav, 2, blues",
        "blues/a.wav blues/b.wav, 1, blues",
        "Data/genres_original/blues/a.wav, 3, blues",
        "train/blues/a.wav test/blues/b.wav, 2, blues",
        "A/ABBA/a.wav B/Beatles/b.wav B/Byrds/c.wav, 2, ABBA",
        "0/a.wav 9/b.wav f/c.wav, 0, dataset",
        "a.wav b.wav, 0, dataset",
        "CD1/a.wav CD2/b.wav, 0, dataset"
    })
    void shouldTakeTheLevelThatSeparates(String layout, int level, String label) throws IOException {
        Path dataset = dataset("dataset");
        List<Path> files = files(dataset, layout);

        FolderLabels labels = new FolderLabels(List.of(dataset), files, null);

        assertThat(labels.of(files.getFirst())).isEqualTo(label);
        assertThat(labels.sentence().orElseThrow())
                .startsWith("labels: the folders of level " + level + " (")
                .contains(label);
    }

    @ParameterizedTest
    @CsvSource({
        "blues/King/Live/a.wav blues/Waters/Home/b.wav jazz/Davis/Blue/c.wav",
        "2nd/blues/a.wav second/jazz/b.wav",
        "full/blues/a.wav full/jazz/b.wav short/blues/c.wav short/jazz/d.wav",
        "genres/blues/a.wav genres/jazz/b.wav extra/c.wav"
    })
    void shouldRefuseLayoutsOfSeveralMeanings(String layout) throws IOException {
        Path dataset = dataset("dataset");
        List<Path> files = files(dataset, layout);

        assertThatThrownBy(() -> new FolderLabels(List.of(dataset), files, null))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(CliError.LABELS_AMBIGUOUS))
                .hasMessageContainingAll("level 1 (", "level 2 (", "blues, jazz", "--label-level");
        assertThat(FolderLabels.areClear(List.of(dataset), files)).isFalse();
        assertThat(new FolderLabels(List.of(dataset), files, 1).of(files.getFirst()))
                .isEqualTo(layout.substring(0, layout.indexOf('/')));
    }

    @Test
    void shouldSayHowManyFilesHaveNoLabel() throws IOException {
        Path dataset = dataset("dataset");
        List<Path> files = files(dataset, "blues/a.wav jazz/b.wav above.wav");

        FolderLabels labels = new FolderLabels(List.of(dataset), files, null);

        assertThat(labels.of(files.getLast())).isEmpty();
        assertThat(labels.sentence())
                .contains("labels: the folders of level 1 (blues, jazz); 1 file lies above, without a label");
    }

    @Test
    void shouldTakeTheNamedFoldersThemselves() throws IOException {
        Path blues = dataset("blues");
        Path jazz = dataset("jazz");
        List<Path> files = List.of(blues.resolve("a.wav"), jazz.resolve("b.wav"));

        assertThat(new FolderLabels(List.of(blues, jazz), files, null).of(files.getLast()))
                .isEqualTo("jazz");
    }

    @Test
    void shouldLabelWhatWasNamedItselfByItsOwnFolder() {
        Path file = folder.resolve("jazz/song.wav");

        FolderLabels labels = new FolderLabels(List.of(file), List.of(file), null);

        assertThat(labels.of(file)).isEqualTo("jazz");
        assertThat(labels.sentence()).isEmpty();
    }

    @Test
    void shouldRefuseALevelThatThereIsNot() throws IOException {
        Path dataset = dataset("dataset");

        assertThatThrownBy(() -> new FolderLabels(List.of(dataset), files(dataset, "blues/a.wav jazz/b.wav"), 2))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll("level 0 (dataset)", "level 1 (blues, jazz)");
    }

    @Test
    void shouldTellFoldersApartWhoseNamesAreNoText() throws IOException {
        Path dataset = dataset("dataset");
        List<Path> files = List.of(latin(dataset, "caf\u00E9/a.wav"), latin(dataset, "caf\u00E8/b.wav"));

        FolderLabels labels = new FolderLabels(List.of(dataset), files, null);

        assertThat(files).extracting(labels::of).containsExactly("file:caf%E9", "file:caf%E8");
    }

    @Test
    void shouldTakeAnInitialLetterThatIsNoTextForNoLabel() throws IOException {
        Path dataset = dataset("dataset");
        List<Path> files = List.of(latin(dataset, "\u00C9/Edith/a.wav"), latin(dataset, "A/ABBA/b.wav"));

        FolderLabels labels = new FolderLabels(List.of(dataset), files, null);

        assertThat(files).extracting(labels::of).containsExactly("Edith", "ABBA");
    }

    /** @param name a character a byte */
    private static Path latin(Path dataset, String name) {
        return dataset.resolve(PathBytes.path(name.getBytes(ISO_8859_1)));
    }

    private Path dataset(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static List<Path> files(Path dataset, String layout) {
        return Arrays.stream(layout.split("(?<=\\.wav) ")).map(dataset::resolve).toList();
    }
}
