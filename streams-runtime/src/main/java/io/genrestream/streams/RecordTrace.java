package io.genrestream.streams;

import io.genrestream.kit.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Continues the trace that a record came with, and gives it to the records that are made of it. */
public final class RecordTrace {
    private RecordTrace() {}

    /** A span of its own for each try: that of a transaction which is aborted says so. */
    static void run(Record<byte[], byte[]> record, RecordMetadata origin, Runnable work) {
        Header parent = record.headers().lastHeader(Traces.HEADER);
        if (parent == null || parent.value() == null) {
            work.run();
            return;
        }
        Span span = Traces.tracer()
                .spanBuilder("process " + origin.topic())
                .setParent(Traces.context(parent.value()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", origin.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(origin.partition()))
                .setAttribute("messaging.kafka.offset", origin.offset())
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            span.recordException(e).setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Adds to the headers of a record that is made now which trace it belongs to, if it is sampled. */
    public static Headers addTo(Headers headers) {
        Traces.write(Context.current(), trace -> headers.add(Traces.HEADER, trace));
        return headers;
    }
}
