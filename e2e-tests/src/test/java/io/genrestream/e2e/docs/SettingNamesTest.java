package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.e2e.Launcher;
import io.genrestream.kit.settings.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Services know each other's settings by a list; run with {@code -Dgenrestream.write-docs} to write it anew. */
class SettingNamesTest {
    private static final Path LIST =
            Launcher.HOME.resolve("service-kit/src/main/resources/io/genrestream/kit/settings/settings.txt");

    @Test
    void shouldListTheSettingsOfEveryService() throws IOException {
        Set<String> declared = new TreeSet<>();
        for (ServiceSettings service : ServiceSettings.values()) {
            declared.addAll(service.properties().keySet());
        }
        if (System.getProperty("genrestream.write-docs") != null) {
            Files.writeString(LIST, String.join("\n", declared) + "\n");
        }

        assertThat(SettingNames.ofAllServices().all())
                .as("made by mvn -pl e2e-tests -am test -Dtest=SettingNamesTest -Dgenrestream.write-docs")
                .isEqualTo(declared);
    }
}
