package io.genrestream.kit.log;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Adds the stream that a thread works on to what it logs, as {@code streamId} of the MDC, and {@code traceId} and
 * {@code spanId} where that is traced. Nothing is held back.
 */
@LoggingFilter(name = "stream")
public final class StreamInLog implements Filter {
    static final String KEY = "streamId";

    @Override
    public boolean isLoggable(LogRecord record) {
        String id = StreamAtWork.id();
        if (id != null && record instanceof ExtLogRecord extended) {
            extended.putMdc(KEY, id);
            SpanContext traced = Span.current().getSpanContext();
            if (traced.isSampled()) {
                extended.putMdc("traceId", traced.getTraceId());
                extended.putMdc("spanId", traced.getSpanId());
            }
        }
        return true;
    }
}
