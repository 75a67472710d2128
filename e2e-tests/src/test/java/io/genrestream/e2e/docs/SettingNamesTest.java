package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.access.AccessSettings;
import io.genrestream.e2e.Launcher;
import io.genrestream.feature.FeatureConfig;
import io.genrestream.inference.service.InferenceConfig;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.kit.settings.SettingNames;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Services know each other's settings by a list; run with {@code -Dgenrestream.write-docs} to write it anew. */
class SettingNamesTest {
    private static final Path LIST =
            Launcher.HOME.resolve("service-kit/src/main/resources/io/genrestream/kit/settings/settings.txt");

    @Test
    void shouldListTheSettingsOfEveryService() throws IOException {
        Set<String> declared = new TreeSet<>();
        Stream.of(AccessSettings.class, IngestSettings.class, FeatureConfig.class, InferenceConfig.class)
                .map(ConfigClass::configClass)
                .forEach(service ->
                        declared.addAll(ConfigMappings.getProperties(service).keySet()));
        if (System.getProperty("genrestream.write-docs") != null) {
            Files.writeString(LIST, String.join("\n", declared) + "\n");
        }

        assertThat(SettingNames.ofAllServices().all())
                .as("made by mvn -pl e2e-tests -am test -Dtest=SettingNamesTest -Dgenrestream.write-docs")
                .isEqualTo(declared);
    }
}
