package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CONTRIBUTING.md says of the way through the code: it names classes that are there, and few. */
class RoadsTest {
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)[.\\w]*`");

    @ParameterizedTest
    @CsvSource({
        "An upload's road to its chunks, 34",
        "A live source's road to its chunks, 34",
        "A chunk's road to its window, 23",
        "A window's road to its genre, 18",
        "Where the README's promises are kept, 36"
    })
    void shouldNameFewClassesThatExist(String road, int most) throws IOException {
        Set<String> named = CLASS.matcher(section(road))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeBetween(5, most);
        assertThat(classes()).containsAll(named);
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(Launcher.HOME.resolve("CONTRIBUTING.md"));
        Matcher section = Pattern.compile("(?ms)^## " + heading + "\n(.*?)^## ").matcher(page);
        assertThat(section.find()).as(heading).isTrue();
        return section.group(1);
    }

    /** Of events there are schemas. */
    private static List<String> classes() throws IOException {
        try (Stream<Path> modules = Files.list(Launcher.HOME)) {
            List<String> names = new ArrayList<>();
            for (Path source : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(source)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") || name.endsWith(".avsc"))
                            .map(name -> name.substring(0, name.lastIndexOf('.')))
                            .forEach(names::add);
                }
            }
            return names;
        }
    }
}
