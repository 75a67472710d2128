package io.genrestream.e2e.docs;

import io.genrestream.kit.metrics.Metric;
import java.util.Locale;
import java.util.stream.Collectors;

/** docs/metrics.md, from the catalogue's own words. */
final class MetricsPage {
    private MetricsPage() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Metrics

                Made from the code by `MetricsPageTest`; do not edit. A test compares it with what each service exports. Every service gives its metrics at
                `/q/metrics`, for Prometheus. Of a histogram there are `_bucket`, `_sum` and `_count`. Counters begin at 0 with the process;
                those of the feature and inference service include work of transactions that were aborted and done again.

                Both also export Kafka Streams' own metrics (`kafka_stream_*`, `kafka_consumer_*`, `kafka_producer_*`, as
                [Kafka describes them](https://kafka.apache.org/documentation/#kafka_streams_monitoring)), and all three the JVM's and HTTP's.
                [alerts.md](alerts.md) has the alerts.

                | name | type | unit | labels | services | meaning |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (Metric metric : Metric.values()) {
            text.append("| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            metric.id(),
                            lower(metric.type()),
                            metric.unit(),
                            metric.labels().stream()
                                    .map(label -> '`' + label + '`')
                                    .collect(Collectors.joining(", ")),
                            metric.services().stream().map(MetricsPage::lower).collect(Collectors.joining(", ")),
                            metric.meaning()));
        }
        return text.toString();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
