package io.genrestream.cli.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Labels of files by their folders: {@code genre} of {@code DIR/genre/song} and of {@code DIR/genre/album/song}. */
public final class FolderLabels {
    private final List<Path> folders;

    /** @param named what the command was given */
    public FolderLabels(List<Path> named) {
        folders = named.stream().filter(Files::isDirectory).toList();
    }

    /** Of a file right in a named folder, that folder's name; of one that was named itself or by a list, its folder's. */
    public String of(Path file) {
        for (Path folder : folders) {
            if (file.startsWith(folder) && file.getNameCount() > folder.getNameCount() + 1) {
                return file.getName(folder.getNameCount()).toString();
            }
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }
}
