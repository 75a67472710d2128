package io.genrestream.kit.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Refuses settings that no service has: a name spelt wrongly would leave the default in force, unnoticed.
 *
 * <p>In the environment only a slip of the pen is refused. Other variables may begin alike and be no settings: Kubernetes
 * gives {@code GENRESTREAM_INGEST_PORT} to every container beside a service of that name.
 */
public final class UnknownSettings {
    private UnknownSettings() {}

    /** @throws IllegalArgumentException that names each, where it stands, and what may have been meant */
    public static void refuse(Config config) {
        SettingNames names = SettingNames.ofAllServices();
        Map<String, String> unknown = new TreeMap<>();
        for (ConfigSource source : config.getConfigSources()) {
            Set<String> properties = source.getPropertyNames();
            for (String name : properties) {
                // The environment also gives each variable as the name that it may stand for.
                if (properties.contains(SettingNames.variable(name)) && !isVariable(name)) {
                    continue;
                }
                meant(names, name)
                        .ifPresent(meant -> unknown.put(
                                name, "%s in %s: did you mean %s?".formatted(name, source.getName(), meant)));
            }
        }
        if (!unknown.isEmpty()) {
            throw SettingError.UNKNOWN_SETTING.because(String.join("; ", unknown.values()));
        }
    }

    private static boolean isVariable(String name) {
        return name.startsWith("GENRESTREAM_");
    }

    /** What the name was to be; empty when it is a setting, or another program's. */
    private static Optional<String> meant(SettingNames names, String property) {
        if (isVariable(property)) {
            return names.meantVariable(property).filter(variable -> !variable.equals(property));
        }
        // Of whatever profile: it may be the active one.
        String name = property.replaceFirst("^%[^.]*\\.", "");
        return name.startsWith(SettingNames.PREFIX) && !names.isKnown(name)
                ? Optional.of(names.nearest(name))
                : Optional.empty();
    }
}
