package io.genrestream.e2e.docs;

import io.genrestream.access.AccessSettings;
import io.genrestream.feature.FeatureConfig;
import io.genrestream.inference.service.InferenceConfig;
import io.genrestream.ingest.config.IngestSettings;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The interfaces that declare each service's settings. */
enum ServiceSettings {
    INGEST(IngestSettings.class, AccessSettings.class),
    FEATURE(FeatureConfig.class),
    INFERENCE(InferenceConfig.class, AccessSettings.class);

    private final Class<?>[] declared;

    ServiceSettings(Class<?>... declared) {
        this.declared = declared;
    }

    /** By their whole names, such as {@code genrestream.ingest.decoders}. */
    Map<String, Property> properties() {
        Map<String, Property> properties = new TreeMap<>();
        Arrays.stream(declared)
                .map(ConfigClass::configClass)
                .forEach(type -> properties.putAll(ConfigMappings.getProperties(type)));
        return properties;
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
