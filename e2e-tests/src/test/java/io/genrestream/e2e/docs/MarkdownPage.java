package io.genrestream.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * @param links targets of links and pictures, as they are written
 * @param anchors what links to the headings have after their #, as code hosts make them
 */
record MarkdownPage(List<String> links, Set<String> anchors) {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    static MarkdownPage read(Path file) throws IOException {
        Reader reader = new Reader();
        PARSER.parse(Files.readString(file)).accept(reader);
        return new MarkdownPage(reader.links, reader.anchors);
    }

    private static final class Reader extends AbstractVisitor {
        private final List<String> links = new ArrayList<>();
        private final Set<String> anchors = new HashSet<>();
        private final Map<String, Integer> times = new HashMap<>();

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
            visitChildren(image);
        }

        @Override
        public void visit(Heading heading) {
            String anchor = words(heading)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
            visitChildren(heading);
        }

        private static String words(Node node) {
            StringBuilder words = new StringBuilder();
            node.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    words.append(code.getLiteral());
                }
            });
            return words.toString();
        }
    }
}
