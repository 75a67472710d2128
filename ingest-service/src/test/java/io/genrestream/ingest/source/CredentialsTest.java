package io.genrestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @TempDir
    private Path folder;

    private Path file;
    private Credentials credentials;
    private int writes;

    @BeforeEach
    void create() throws IOException {
        file = Files.createFile(folder.resolve("credentials"));
        permit("rw-------");
        credentials = new Credentials(Optional.of(file));
    }

    @Test
    void shouldFindUsersAndTokensByName() throws IOException {
        write("# stations\n\none=Aladdin:open=sesame:now\r\ntwo = Bearer abc.def\n");

        assertThat(credentials.get("one").authorization()).isEqualTo("Basic QWxhZGRpbjpvcGVuPXNlc2FtZTpub3c=");
        assertThat(credentials.get("two").authorization()).isEqualTo("Bearer abc.def");
        assertThat(credentials.get(null)).isNull();
        assertThat(credentials.get("one").toString()).doesNotContain("QWxh");
    }

    @Test
    void shouldReadTheFileAgainWhenItChanges() throws IOException {
        write("one=a:b");
        assertThat(credentials.get("one").authorization()).isEqualTo("Basic YTpi");

        write("one=c:d");
        assertThat(credentials.get("one").authorization()).isEqualTo("Basic Yzpk");
    }

    @Test
    void shouldNameWhatIsMissing() throws IOException {
        write("one=a:b");

        assertCode("UNKNOWN_CREDENTIAL", "two");
        credentials = new Credentials(Optional.empty());
        assertCode("UNKNOWN_CREDENTIAL", "one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sesame", "one=sesame", "a b=x:sesame", "=x:sesame", "one=Bearer s\u00E9same", "one=:sesame"})
    void shouldTellTheLineThatIsWrongAndNothingOfIt(String line) throws IOException {
        write("good=a:b\n" + line);

        assertThatThrownBy(() -> credentials.get("good"))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("same");
    }

    @Test
    void shouldTellNothingOfWhatIsNoUtf8() throws IOException {
        Files.write(file, "one=a:s\u00E9same".getBytes(StandardCharsets.ISO_8859_1));

        assertCode("CREDENTIALS_UNREADABLE", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------"})
    void shouldRefuseAFileThatOthersMayRead(String permissions) throws IOException {
        write("one=a:b");
        permit(permissions);

        assertThatThrownBy(() -> credentials.check()).hasMessageContaining("chmod 600");
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() throws IOException {
        Files.delete(file);

        assertCode("CREDENTIALS_UNREADABLE", "one");
    }

    private void assertCode(String code, String name) {
        assertThatThrownBy(() -> credentials.get(name))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** Each time later: a file system may keep seconds only. */
    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++writes)));
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
