package io.genrestream.kit.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.Consumer;

/** Traces that go from record to record in the header {@value #HEADER}, which only records of sampled traces have. */
public final class Traces {
    /** As W3C names and writes it. */
    public static final String HEADER = "traceparent";

    public static final AttributeKey<String> STREAM_ID = AttributeKey.stringKey("genrestream.stream.id");
    public static final AttributeKey<Long> EPOCH = AttributeKey.longKey("genrestream.epoch");
    public static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("genrestream.chunk.sequence");
    public static final AttributeKey<Long> WINDOW = AttributeKey.longKey("genrestream.window.index");
    public static final AttributeKey<String> MODEL_VERSION = AttributeKey.stringKey("genrestream.model.version");

    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(HEADER);
        }

        @Override
        public String get(String traceparent, String key) {
            return key.equals(HEADER) ? traceparent : null;
        }
    };

    private Traces() {}

    /** Makes spans, or nothing where traces are off. To be asked for after {@link TraceExport#start}. */
    public static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("io.genrestream");
    }

    /** The context that a record's header names; the root where it names none. */
    public static Context context(byte[] header) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), new String(header, US_ASCII), GETTER);
    }

    /** Gives {@code headers} the value of the header for a record that is written in this context, if it is sampled. */
    public static void write(Context context, Consumer<byte[]> headers) {
        if (Span.fromContext(context).getSpanContext().isSampled()) {
            W3CTraceContextPropagator.getInstance().inject(context, headers, (to, name, value) -> {
                if (name.equals(HEADER)) {
                    to.accept(value.getBytes(US_ASCII));
                }
            });
        }
    }
}
