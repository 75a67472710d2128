package io.genrestream.kit.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.kit.text.Spelling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names that a service or a command knows: the settings of all services, for one file may be given to all of them. */
public final class SettingNames {
    /** Every setting begins so. */
    public static final String PREFIX = "genrestream.";

    /** One name a line, a part that may be anything as {@code *}. A test holds it to what the services declare. */
    private static final String FILE = "settings.txt";

    /** Not settings: what our own launcher, commands and tests say to a JVM. */
    private static final Set<String> MARKS = Set.of(
            "genrestream.home",
            "genrestream.part",
            "genrestream.progress",
            "genrestream.state",
            "genrestream.testkit.registry",
            "genrestream.update",
            "genrestream.write-docs");

    private final Set<String> names;
    private final Pattern known;

    SettingNames(Set<String> names) {
        this.names = new TreeSet<>(names);
        this.known =
                Pattern.compile(names.stream().map(SettingNames::expression).collect(Collectors.joining("|")));
    }

    /** Those of this build. */
    public static SettingNames ofAllServices() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(SettingNames.class.getResourceAsStream(FILE), UTF_8))) {
            return new SettingNames(lines.lines().collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In alphabetical order. */
    public Set<String> all() {
        return names;
    }

    boolean isKnown(String name) {
        return known.matcher(name).matches() || MARKS.contains(name);
    }

    /** The name that most probably was meant. */
    String nearest(String name) {
        return Spelling.nearest(name, names).orElseThrow();
    }

    /** The environment variable of a name that was meant, if the given one is that or a slip of the pen for it. */
    Optional<String> meantVariable(String variable) {
        return Spelling.slip(
                variable, names.stream().map(SettingNames::variable).toList());
    }

    /** As MicroProfile Config spells a name in the environment. */
    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String expression(String name) {
        return List.of(name.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^.]+"));
    }
}
