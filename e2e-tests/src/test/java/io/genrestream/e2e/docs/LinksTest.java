package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links from page to page, to files and to headings; what lies elsewhere is not asked. */
class LinksTest {
    /** Templates and data of tests are below src. */
    private static final Set<String> NOT_OURS = Set.of("target", "src", "node_modules", "shared");

    private final Map<Path, MarkdownPage> pages = new HashMap<>();

    @Test
    void shouldLeadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        List<Path> all = pages();
        for (Path page : all) {
            for (String link : page(page).links()) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                    dead.add(Launcher.HOME.relativize(page) + ": " + link);
                }
            }
        }

        assertThat(all).contains(Launcher.HOME.resolve("README.md"), Launcher.HOME.resolve("docs/errors.md"));
        assertThat(dead).isEmpty();
    }

    private boolean leadsSomewhere(Path from, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (!Files.exists(to)) {
            return false;
        }
        return parts.length == 1 || page(to).anchors().contains(parts[1]);
    }

    private MarkdownPage page(Path file) throws IOException {
        MarkdownPage page = pages.get(file);
        if (page == null) {
            page = MarkdownPage.read(file);
            pages.put(file, page);
        }
        return page;
    }

    private static List<Path> pages() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Launcher.HOME, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean left = NOT_OURS.contains(name) || name.startsWith(".") && !folder.equals(Launcher.HOME);
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
