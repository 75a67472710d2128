package io.genrestream.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessChoiceTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeOpenToThisMachineAlone() {
        for (String host : new String[] {"127.0.0.1", "localhost", "::1"}) {
            assertThat(access(Optional.empty(), false, host).isOpen()).isTrue();
        }
        for (String host : new String[] {"0.0.0.0", "::", "192.0.2.1"}) {
            assertThatThrownBy(() -> access(Optional.empty(), false, host))
                    .hasMessageContaining("ACCESS_UNDECIDED")
                    .hasMessageContaining("genrestream.access.keys")
                    .hasMessageContaining("genrestream.access.open");
        }
    }

    @Test
    void shouldBeOpenToOthersWhereItIsSaidInWords() {
        assertThat(access(Optional.empty(), true, "0.0.0.0").isOpen()).isTrue();
    }

    @Test
    void shouldAskForKeysWhereThereIsAFileOfThem() throws IOException {
        ApiKey.Created key = ApiKey.create("alice", EnumSet.of(Scope.READ));
        Path file = Files.writeString(folder.resolve("keys"), key.line());

        assertThat(access(Optional.of(file), false, "0.0.0.0").isOpen()).isFalse();
        assertThatThrownBy(() -> access(Optional.of(file), true, "0.0.0.0")).hasMessageContaining("ACCESS_UNDECIDED");
    }

    @Test
    void shouldNotStartWithAFileThatCannotBeUsed() {
        assertThatThrownBy(() -> access(Optional.of(folder.resolve("none")), false, "127.0.0.1"))
                .hasMessageContaining("KEYS_UNUSABLE")
                .hasMessageContaining("none");
    }

    @Test
    void shouldAskForTokensWhereThereIsAnIdentityProvider() {
        Optional<String> provider = Optional.of("https://login.example/realms/music");

        assertThat(access(Optional.empty(), provider, false, "0.0.0.0").isOpen())
                .isFalse();
        assertThatThrownBy(() -> access(Optional.empty(), provider, true, "0.0.0.0"))
                .hasMessageContaining("ACCESS_UNDECIDED")
                .hasMessageContaining("quarkus.oidc.auth-server-url");
    }

    private static Access access(Optional<Path> keys, boolean open, String host) {
        return access(keys, Optional.empty(), open, host);
    }

    private static Access access(Optional<Path> keys, Optional<String> provider, boolean open, String host) {
        return new Access(
                new AccessSettings() {
                    @Override
                    public Optional<Path> keys() {
                        return keys;
                    }

                    @Override
                    public boolean open() {
                        return open;
                    }

                    @Override
                    public int requestsPerSecond() {
                        return 1;
                    }
                },
                provider,
                host,
                null);
    }
}
