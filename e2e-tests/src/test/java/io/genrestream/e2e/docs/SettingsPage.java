package io.genrestream.e2e.docs;

import io.genrestream.cli.Genrestream;
import io.genrestream.e2e.Launcher;
import io.smallrye.config.ConfigMappingInterface.Property;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** docs/settings.md, from the interfaces that declare the settings, their Javadoc and the command's options. */
final class SettingsPage {
    /** Those that set something up. */
    private static final List<String> COMMANDS = List.of("up", "provision");

    private final StringBuilder text = new StringBuilder();
    private final Javadoc javadoc = new Javadoc();
    /** Whose each row is; a setting that means different things to different services has a row for each. */
    private final Map<Row, Set<ServiceSettings>> rows = new LinkedHashMap<>();

    private final List<String> lacking = new ArrayList<>();

    private record Row(String name, String form, String ifAbsent, String meaning) {}

    SettingsPage() throws IOException {
        for (ServiceSettings service : ServiceSettings.values()) {
            Properties shipped = shipped(service);
            service.properties().forEach((name, property) -> {
                // The elements of a list, which is there itself.
                if (!name.endsWith("[*]")) {
                    rows.computeIfAbsent(row(name, property, shipped), row -> EnumSet.noneOf(ServiceSettings.class))
                            .add(service);
                }
            });
        }
    }

    /** Settings of which meaning, unit or range is not told. */
    List<String> lacking() {
        return lacking;
    }

    String text() throws IOException {
        text.append("""
                # Settings

                Made from the code by `SettingsPageTest`; do not edit. Each is a system property (`-Dname=value`), an environment variable, or a line of
                `config/application.properties` in the directory that a service starts in. A duration is a number with a unit: `0.5S`, `30S`, `10M`, `2H`, `1D`.
                A `genrestream.` setting that no service has, or a value out of its range, stops the start.
                """);
        Map<String, Set<ServiceSettings>> services = new TreeMap<>();
        rows.forEach((row, of) -> services.computeIfAbsent(row.name, name -> EnumSet.noneOf(ServiceSettings.class))
                .addAll(of));
        section("Several services", services, of -> of.size() > 1);
        for (ServiceSettings service : ServiceSettings.values()) {
            section("The " + service.lowerCase() + " service alone", services, EnumSet.of(service)::equals);
        }
        frameworks();
        commands();
        return text.toString();
    }

    private void section(
            String title, Map<String, Set<ServiceSettings>> services, Predicate<Set<ServiceSettings>> belongs) {
        text.append("\n## ").append(title).append("\n\n");
        text.append(
                "| setting, environment variable | unit and range | default | meaning |\n| --- | --- | --- | --- |\n");
        services.forEach((name, all) -> {
            if (belongs.test(all)) {
                rows.forEach((row, of) -> {
                    if (row.name.equals(name)) {
                        row(
                                row,
                                all.size() > 1 && of.size() < ServiceSettings.values().length
                                        ? "*" + list(of) + "*: "
                                        : "");
                    }
                });
            }
        });
    }

    private void row(Row row, String whose) {
        text.append("| `%s`<br>`%s` | %s | %s | %s%s |\n"
                .formatted(row.name, variable(row.name), row.form, row.ifAbsent, whose, row.meaning));
    }

    private Row row(String name, Property property, Properties shipped) {
        String meaning = javadoc.of(property.getMethod());
        String form = SettingForm.of(property.getMethod(), meaning).orElse("");
        if (meaning.isBlank() || form.isBlank()) {
            lacking.add(name + " (" + property.getMethod() + ")");
        }
        String value = property.hasDefaultValue() ? property.getDefaultValue() : shipped.getProperty(name);
        boolean duration = property.getMethod().getReturnType() == Duration.class;
        String ifAbsent = value == null ? "none" : "`" + (duration ? SettingForm.duration(value) : value) + "`";
        // The unit has a column of its own.
        String text =
                meaning.replaceAll(" \\((count|duration|bytes)\\b[^)]*\\)", "").replace("|", "\\|");
        return new Row(name, form, ifAbsent, text);
    }

    /** What a service's own file says of Kafka and HTTP. */
    private void frameworks() throws IOException {
        text.append("""

                ## Kafka and HTTP

                `kafka.*` takes any property of Kafka's clients (TLS, SASL) and of Kafka Streams, which wins over ours; `quarkus.*` any of Quarkus, TLS
                (`quarkus.tls.*`), logs (`quarkus.log.*`) and CORS among them. What our own files set of them:

                | setting, environment variable | ingest | feature | inference |
                | --- | --- | --- | --- |
                """);
        Set<String> names = new TreeSet<>();
        List<Properties> files = new ArrayList<>();
        for (ServiceSettings service : ServiceSettings.values()) {
            files.add(shipped(service));
        }
        files.forEach(file -> names.addAll(file.stringPropertyNames()));
        names.removeIf(
                name -> !name.matches("kafka\\..*|quarkus\\.((http|management)\\.(host|port)|shutdown\\.timeout)"));
        for (String name : names) {
            text.append("| `%s`<br>`%s` |".formatted(name, variable(name)));
            files.forEach(file -> text.append(file.containsKey(name) ? " `" + file.getProperty(name) + "` |" : " |"));
            text.append("\n");
        }
    }

    private void commands() {
        text.append("""

                ## The command

                `GENRESTREAM_STATE` is the folder of data and logs, `JAVA_HOME` the Java, `JDK_JAVA_OPTIONS` what every JVM gets besides. `genrestream COMMAND --help` has the options of each command; those of `up` and `provision`:
                """);
        List<List<String>> options =
                COMMANDS.stream().map(SettingsPage::options).toList();
        List<String> both = new ArrayList<>(options.getFirst());
        options.forEach(both::retainAll);
        options("both", both);
        for (int i = 0; i < COMMANDS.size(); i++) {
            List<String> own = new ArrayList<>(options.get(i));
            own.removeAll(both);
            options(COMMANDS.get(i), own);
        }
    }

    private void options(String whose, List<String> rows) {
        text.append("\n| ").append(whose).append(" | meaning |\n| --- | --- |\n");
        rows.forEach(text::append);
    }

    private static List<String> options(String command) {
        return Genrestream.commandLine().getSubcommands().get(command).getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> "| `%s` | %s |\n".formatted(usage(option), description(option)))
                .toList();
    }

    private static String usage(OptionSpec option) {
        return option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("|", "\\|");
    }

    private static Properties shipped(ServiceSettings service) throws IOException {
        Properties file = new Properties();
        String module = service.lowerCase() + "-service";
        try (Reader reader =
                Files.newBufferedReader(Launcher.HOME.resolve(module + "/src/main/resources/application.properties"))) {
            file.load(reader);
        }
        return file;
    }

    private static String list(Set<ServiceSettings> services) {
        return services.stream().map(ServiceSettings::lowerCase).collect(Collectors.joining(", "));
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
