package io.genrestream.feature.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.kit.trace.Traces;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracesTopologyTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String NOT_SAMPLED = "00-" + TRACE + "-" + PARENT + "-00";

    private final List<SpanData> spans = new ArrayList<>();

    @BeforeEach
    void turnOn() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                        .build())
                .build());
    }

    @AfterEach
    void turnOff() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void shouldContinueTheTraceOfTheChunkThatCompletesAWindow() {
        AudioChunk first = Chunks.chunk("a", 0, Chunks.noise(2, 1));
        AudioChunk second = Chunks.chunk("a", 1, Chunks.noise(2, 2));
        second.setEndReason(EndReason.COMPLETE);
        List<FeatureWindow> untraced;
        try (TopologyFixture topology = new TopologyFixture()) {
            topology.pipe(first);
            topology.pipe(second);
            untraced = topology.windows();
        }
        assertThat(spans).isEmpty();

        try (TopologyFixture topology = new TopologyFixture()) {
            topology.pipe(first);
            topology.pipe(second, SAMPLED);

            List<TestRecord<String, FeatureWindow>> records = topology.windowRecords();
            assertThat(records.stream().map(TestRecord::value)).isNotEmpty().isEqualTo(untraced);
            assertThat(spans).singleElement().satisfies(span -> {
                assertThat(span.getTraceId()).isEqualTo(TRACE);
                assertThat(span.getParentSpanId()).isEqualTo(PARENT);
                assertThat(span.getName()).isEqualTo("process audio.chunks");
                assertThat(span.getAttributes().get(Traces.STREAM_ID)).isEqualTo("a");
                assertThat(span.getAttributes().get(Traces.SEQUENCE)).isEqualTo(1);
            });
            assertThat(records)
                    .allSatisfy(record -> assertThat(traceparent(record))
                            .isEqualTo("00-" + TRACE + "-" + spans.getFirst().getSpanId() + "-01"));
        }
    }

    @Test
    void shouldWriteNoHeaderOfWhatIsNotSampled() {
        AudioChunk chunk = Chunks.chunk("a", 0, Chunks.noise(4, 1));
        try (TopologyFixture topology = new TopologyFixture()) {
            topology.pipe(chunk, NOT_SAMPLED);

            assertThat(topology.windowRecords())
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.headers()).isEmpty());
        }
        assertThat(spans).isEmpty();
    }

    @Test
    void shouldTakeAHeaderThatIsNoTraceForNone() {
        try (TopologyFixture topology = new TopologyFixture()) {
            topology.pipe(Chunks.chunk("a", 0, Chunks.noise(4, 1)), "nonsense");

            assertThat(topology.windows()).isNotEmpty();
            assertThat(topology.deadLetters()).isEmpty();
        }
    }

    private static String traceparent(TestRecord<String, FeatureWindow> record) {
        Header header = record.headers().lastHeader(Traces.HEADER);
        return new String(header.value(), US_ASCII);
    }

    private final class Kept implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
