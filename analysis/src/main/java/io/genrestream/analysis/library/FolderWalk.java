package io.genrestream.analysis.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files below a folder, links followed, except where they lead back to a folder that they are in. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Predicate<Path> wanted;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> unreadable = new ArrayList<>();

    FolderWalk(Predicate<Path> wanted) {
        this.wanted = wanted;
    }

    /** The wanted files in the order of their paths. */
    List<Path> below(Path folder) {
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        } catch (IOException e) {
            throw new UncheckedIOException("Every visit takes its own failure.", e);
        }
        Collections.sort(files);
        return files;
    }

    /** Folders that could not be opened, and links to nothing that are named like music. */
    List<Path> unreadable() {
        return unreadable;
    }

    boolean isEmpty() {
        return files.isEmpty() && unreadable.isEmpty();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (wanted.test(file)) {
            if (attributes.isRegularFile()) {
                files.add(file);
            } else if (attributes.isSymbolicLink()) {
                unreadable.add(file);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        if (!(why instanceof FileSystemLoopException)) {
            unreadable.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException why) {
        if (why != null) {
            unreadable.add(folder);
        }
        return FileVisitResult.CONTINUE;
    }
}
