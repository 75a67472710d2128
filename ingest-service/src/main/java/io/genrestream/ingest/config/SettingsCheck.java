package io.genrestream.ingest.config;

import io.genrestream.ingest.config.IngestSettings.Ingest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Refuses settings that cannot be meant, at the start and all at once, instead of failing at the first upload. */
public final class SettingsCheck {
    private static final List<String> COMPRESSIONS = List.of("none", "lz4", "zstd", "gzip", "snappy");

    private SettingsCheck() {}

    /** @throws IllegalArgumentException that names every wrong setting */
    public static void check(Ingest settings) {
        Map<String, Boolean> valid = Map.ofEntries(
                Map.entry("max-body must be at least 1 byte", settings.maxBody().asLongValue() > 0),
                Map.entry(
                        "max-duration must be positive", settings.maxDuration().isPositive()),
                Map.entry("max-uploads must be at least 1", settings.maxUploads() > 0),
                Map.entry("decoders must be at least 1", settings.decoders() > 0),
                Map.entry(
                        "decoder-wait must be positive", settings.decoderWait().isPositive()),
                Map.entry("spool must be at least 1 byte", settings.spool().asLongValue() > 0),
                Map.entry("stall-limit must be positive", settings.stallLimit().isPositive()),
                Map.entry(
                        "broker-patience must be 1 second to 1 hour",
                        settings.brokerPatience().compareTo(Duration.ofSeconds(1)) >= 0
                                && settings.brokerPatience().compareTo(Duration.ofHours(1)) <= 0),
                Map.entry("chunks-in-flight must be at least 1", settings.chunksInFlight() > 0),
                Map.entry("compression must be one of " + COMPRESSIONS, COMPRESSIONS.contains(settings.compression())),
                Map.entry("max-wait must be positive", settings.maxWait().isPositive()),
                Map.entry(
                        "session-timeout must be 6 seconds to 5 minutes",
                        settings.sessionTimeout().compareTo(Duration.ofSeconds(6)) >= 0
                                && settings.sessionTimeout().compareTo(Duration.ofMinutes(5)) <= 0),
                Map.entry("stop-limit must be positive", settings.stopLimit().isPositive()));
        List<String> wrong = valid.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(entry -> "genrestream.ingest." + entry.getKey())
                .sorted()
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong) + ".");
        }
    }
}
