package io.genrestream.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private final List<String> troubles = new ArrayList<>();
    private final ApiKey.Created alice = ApiKey.create("alice", EnumSet.of(Scope.FEED, Scope.READ));
    private final ApiKey.Created bob = ApiKey.create("bob", EnumSet.of(Scope.READ));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("keys"), "# who may\n\n" + alice.line() + "\n");
    }

    @Test
    void shouldKnowTheKeysOfTheFileByTheirHashes() throws IOException {
        ApiKeys keys = keys();

        Caller caller = keys.find(alice.secret()).orElseThrow().caller();
        assertThat(caller.owner()).isEqualTo("alice");
        assertThat(caller.may(Scope.FEED)).isTrue();
        assertThat(caller.may(Scope.ADMIN)).isFalse();
        assertThat(keys.find(bob.secret())).isEmpty();
        char last = alice.secret().charAt(alice.secret().length() - 1);
        assertThat(keys.find(alice.secret().substring(0, alice.secret().length() - 1) + (last == 'A' ? 'E' : 'A')))
                .isEmpty();
        assertThat(keys.find("")).isEmpty();
        assertThat(Files.readString(file)).doesNotContain(alice.secret());
    }

    @Test
    void shouldTakeUpWhatChangesAndKeepTheKeysWhileTheFileIsBroken() throws Exception {
        ApiKeys keys = keys();

        Files.writeString(file, "nonsense " + bob.secret() + "\n");
        afterTheNextLook(keys);
        assertThat(keys.find(alice.secret())).isPresent();
        assertThat(troubles).singleElement().asString().contains("line 1").doesNotContain(bob.secret());

        Files.writeString(file, bob.line() + "\n");
        afterTheNextLook(keys);
        assertThat(keys.find(bob.secret())).isPresent();
        assertThat(keys.find(alice.secret())).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatOthersMayWriteAndLinesThatAreNone() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThatThrownBy(this::keys).hasMessageContaining("others");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        for (String line :
                List.of(alice.line() + "\n" + alice.line(), alice.line().replace("feed", "fed"), "a=b c d")) {
            Files.writeString(file, line);
            assertThatThrownBy(this::keys).as(line).hasMessageContaining("line ");
        }
    }

    @Test
    void shouldSayNothingOfASecretInText() {
        assertThat(alice.toString()).doesNotContain(alice.secret());
        assertThat(ApiKey.parse(alice.line()).toString())
                .doesNotContain(alice.line().substring(13, 40));
    }

    @Test
    void shouldMakeNoKeyOfAnOwnerThatTheFileCannotHold() {
        assertThatThrownBy(() -> ApiKey.create("al ice", EnumSet.of(Scope.READ)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ApiKeys keys() {
        return new ApiKeys(file, troubles::add);
    }

    private void afterTheNextLook(ApiKeys keys) throws InterruptedException {
        // The file is looked at once a second.
        Thread.sleep(1_050);
        assertThat(keys.find("")).isEmpty();
        keys.find(alice.secret());
    }
}
