package io.genrestream.e2e.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources of this repository say of a method, read by the compiler's own parser, as Markdown. */
final class Javadoc {
    private final Map<Path, Map<String, String>> read = new HashMap<>();

    /** Empty where it has no comment. */
    String of(Method method) {
        Class<?> type = method.getDeclaringClass();
        String nested = type.getName().substring(type.getPackageName().length() + 1);
        Path source =
                source(type.getPackageName().replace('.', '/') + "/" + nested.replaceFirst("\\$.*", "") + ".java");
        return read.computeIfAbsent(source, Javadoc::comments)
                .getOrDefault(nested.replace('$', '.') + "." + method.getName(), "");
    }

    private static Path source(String file) {
        try (Stream<Path> modules = Files.list(Launcher.HOME)) {
            return modules.map(module -> module.resolve("src/main/java").resolve(file))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no module has " + file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> comments(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            Methods methods = new Methods(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                methods.scan(unit, null);
            }
            return methods.comments;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Methods extends TreePathScanner<Void, Void> {
        private final Map<String, String> comments = new HashMap<>();
        private final Deque<String> types = new ArrayDeque<>();
        private final DocTrees trees;

        Methods(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            types.addLast(type.getSimpleName().toString());
            super.visitClass(type, nothing);
            types.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                comments.put(String.join(".", types) + "." + method.getName(), markdown(comment.getFullBody()));
            }
            return super.visitMethod(method, nothing);
        }

        private static String markdown(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(Methods::markdown)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ");
        }

        private static String markdown(DocTree part) {
            return switch (part) {
                case TextTree text -> text.getBody();
                case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
                case LinkTree link -> "`" + link.getReference().getSignature().replaceFirst(".*\\.", "") + "`";
                default -> throw new IllegalStateException("no Markdown for " + part);
            };
        }
    }
}
