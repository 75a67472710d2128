package io.genrestream.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What deploy/observability asks of Prometheus. */
public final class Rules {
    public static final Path FOLDER = Launcher.HOME.resolve("deploy/observability");
    private static final Path DASHBOARDS = FOLDER.resolve("grafana/dashboards");
    /** A comparison ends each alert; before it stands what has a value without a fault too. */
    private static final String COMPARISON = "\\s(==|>|<)\\s\\S+\\s*$";

    private Rules() {}

    /** An alert, by name, with its expression and the address of its run-book. */
    public record Alert(String name, String expression, String runbook) {}

    public static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode group :
                read(new YAMLMapper(), FOLDER.resolve("alerts.yml")).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                alerts.add(new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("annotations").path("runbook").asText()));
            }
        }
        return alerts;
    }

    /** By where it stands, every query: of each alert what it compares, and of each panel as Grafana would send it. */
    public static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        alerts().forEach(alert ->
                queries.put("alert " + alert.name(), alert.expression().replaceFirst(COMPARISON, "")));
        for (Path dashboard : dashboards()) {
            for (JsonNode panel : read(new ObjectMapper(), dashboard).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put(
                            "%s, %s, %s"
                                    .formatted(
                                            dashboard.getFileName(),
                                            panel.path("title").asText(),
                                            target.path("refId").asText()),
                            target.path("expr").asText().replace("$__rate_interval", "30s"));
                }
            }
        }
        return queries;
    }

    public static List<Path> dashboards() {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs that are scraped, by name, with the path of their metrics. */
    static Map<String, String> jobs() {
        Map<String, String> paths = new LinkedHashMap<>();
        StreamSupport.stream(
                        read(new YAMLMapper(), FOLDER.resolve("prometheus.yml"))
                                .path("scrape_configs")
                                .spliterator(),
                        false)
                .forEach(job -> paths.put(
                        job.path("job_name").asText(), job.path("metrics_path").asText()));
        return paths;
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
