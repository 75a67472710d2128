package io.genrestream.kit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class StreamInLogTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static String streamOfWhatIsLoggedHere() {
        ExtLogRecord record = new ExtLogRecord(Level.WARN, "something", StreamInLogTest.class.getName());
        assertThat(new StreamInLog().isLoggable(record)).isTrue();
        return record.getMdc(StreamInLog.KEY);
    }

    @Test
    void shouldNameTheInnermostStreamWhileItIsWorkedOn() {
        assertThat(streamOfWhatIsLoggedHere()).isNull();
        StreamAtWork.run("outer", () -> {
            assertThat(StreamAtWork.get("inner", StreamInLogTest::streamOfWhatIsLoggedHere))
                    .isEqualTo("inner");
            assertThat(streamOfWhatIsLoggedHere()).isEqualTo("outer");
        });
        assertThat(streamOfWhatIsLoggedHere()).isNull();
    }

    @Test
    void shouldNameTheTraceOfWhatIsSampledAlone() {
        assertThat(traceOfWhatIsLoggedWithin(TraceFlags.getSampled())).isEqualTo(TRACE);
        assertThat(traceOfWhatIsLoggedWithin(TraceFlags.getDefault())).isNull();
    }

    private static String traceOfWhatIsLoggedWithin(TraceFlags flags) {
        SpanContext context = SpanContext.create(TRACE, "b7ad6b7169203331", flags, TraceState.getDefault());
        ExtLogRecord record = new ExtLogRecord(Level.WARN, "something", StreamInLogTest.class.getName());
        try (Scope _ = Span.wrap(context).makeCurrent()) {
            StreamAtWork.run("traced", () -> new StreamInLog().isLoggable(record));
        }
        return record.getMdc("traceId");
    }

    @Test
    void shouldNameNoStreamAfterItsWorkHasFailed() {
        assertThatThrownBy(() -> StreamAtWork.run("failed", () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(streamOfWhatIsLoggedHere()).isNull();
    }

    @Test
    void shouldFollowOnlyIntoThreadsThatAreStartedForTheStream() throws InterruptedException {
        AtomicReference<String> pooled = new AtomicReference<>();
        AtomicReference<String> own = new AtomicReference<>();
        List<Thread> threads = StreamAtWork.get(
                "request",
                () -> List.of(
                        Thread.ofPlatform().unstarted(() -> pooled.set(streamOfWhatIsLoggedHere())),
                        StreamAtWork.thread(() -> own.set(streamOfWhatIsLoggedHere()))));
        for (Thread thread : threads) {
            thread.start();
            thread.join();
        }

        assertThat(pooled).hasNullValue();
        assertThat(own).hasValue("request");
    }
}
