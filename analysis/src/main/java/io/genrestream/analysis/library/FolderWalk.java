package io.genrestream.analysis.library;

import io.genrestream.decoding.AudioFileExtensions;
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

/** The music below a folder, links followed, except where they lead back to a folder that they are in. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final boolean hidden;
    private final LeftOut.Count leftOut;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> unreadable = new ArrayList<>();

    /** @param hidden whether hidden files and folders are taken too; the folder itself may be one */
    FolderWalk(Path folder, boolean hidden, LeftOut.Count leftOut) {
        this.folder = folder;
        this.hidden = hidden;
        this.leftOut = leftOut;
    }

    /** The files in the order of their paths. */
    List<Path> files() {
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
    public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
        if (isLeftOut(below)) {
            leftOut.hidden();
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean music = AudioFileExtensions.takes(file.getFileName().toString());
        if (isLeftOut(file) || hidden && music && Companions.isAppleDouble(file)) {
            leftOut.hidden();
        } else if (music && attributes.isRegularFile()) {
            files.add(file);
        } else if (music && attributes.isSymbolicLink()) {
            unreadable.add(file);
        } else if (attributes.isRegularFile()) {
            leftOut.ending(FileExtension.of(file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        if (isLeftOut(file)) {
            leftOut.hidden(); // a system's own folder, which is closed to users
        } else if (!(why instanceof FileSystemLoopException)) {
            unreadable.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path below, IOException why) {
        if (why != null) {
            unreadable.add(below);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isLeftOut(Path path) {
        return !hidden && !path.equals(folder) && Companions.isHidden(path);
    }
}
