package io.genrestream.kit.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans by OTLP. It is on where an endpoint is named by OpenTelemetry's own environment variables or system
 * properties, which say all else of it too. Spans wait in a bounded queue: those that find it full are dropped, and
 * nobody waits for the collector.
 */
public final class TraceExport implements AutoCloseable {
    private static final long CLOSE_SECONDS = 2;

    /** What holds unless it is said otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "tracecontext",
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.01");

    private final Optional<OpenTelemetrySdk> sdk;

    private TraceExport(Optional<OpenTelemetrySdk> sdk) {
        this.sdk = sdk;
    }

    /**
     * To be called before anything asks for a tracer.
     *
     * @param service name of the service, unless {@code OTEL_SERVICE_NAME} gives one
     */
    public static TraceExport start(String service) {
        if (!isNamed("otel.exporter.otlp.endpoint") && !isNamed("otel.exporter.otlp.traces.endpoint")) {
            return new TraceExport(Optional.empty());
        }
        return new TraceExport(Optional.of(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesSupplier(() -> Map.of("otel.service.name", service))
                .disableShutdownHook()
                .setResultAsGlobal()
                .build()
                .getOpenTelemetrySdk()));
    }

    private static boolean isNamed(String property) {
        String variable = property.replace('.', '_').toUpperCase(Locale.ROOT);
        String value = System.getProperty(property, System.getenv(variable));
        return value != null && !value.isBlank();
    }

    /** Sends what waits, if the collector takes it soon. */
    @Override
    public void close() {
        sdk.ifPresent(on -> on.getSdkTracerProvider().shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
    }
}
