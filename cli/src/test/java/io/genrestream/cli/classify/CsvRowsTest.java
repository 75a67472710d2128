package io.genrestream.cli.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {
    /** Else the file is classified anew by each run that goes on. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"=x.mp3, '=x.mp3", "'=x.mp3, ''=x.mp3", "-7.mp3, '-7.mp3", "x.mp3, x.mp3"})
    void shouldFindAFileAgainByItsHarmlessName(String file, String cell) throws IOException {
        CsvRows rows = new CsvRows(List.of("jazz"));
        Classification failed =
                new Classification.Failed(file, new Classification.Failed.Error("FILE_MISSING", "There is none."));

        RowFormat.StoredRow row = rows.read(rows.line(failed, new RowSource(-1, "", 0, null, "digest")));

        assertThat(row.file()).isEqualTo(cell).isEqualTo(rows.name(file));
    }
}
