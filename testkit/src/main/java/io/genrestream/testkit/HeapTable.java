package io.genrestream.testkit;

import io.genrestream.kit.settings.HeapBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service's table in docs/memory.md, which is made from its budget: with {@code -Dgenrestream.write-docs} written anew. */
public final class HeapTable {
    public static final Path PAGE = Path.of("../docs/memory.md");
    private static final String END = "<!-- end -->";

    private HeapTable() {}

    /** The page with this table in it. */
    public static String page(String service, HeapBudget budget) throws IOException {
        String begin = "<!-- %s: made by HeapBudgetTest -->\n".formatted(service);
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        String expected = page.substring(0, from) + table(budget) + page.substring(page.indexOf(END, from));
        if (System.getProperty("genrestream.write-docs") != null) {
            Files.writeString(PAGE, expected);
        }
        return expected;
    }

    private static String table(HeapBudget budget) {
        StringBuilder table = new StringBuilder("| part | MiB | is |\n| --- | ---: | --- |\n");
        budget.parts()
                .forEach(part -> table.append("| %s | %.1f | %s |\n"
                        .formatted(part.name(), part.bytes() / (double) (1 << 20), part.formula())));
        return table.append("| all | %.1f | |\n".formatted(budget.total() / (double) (1 << 20)))
                .toString();
    }
}
