package io.genrestream.cli.send;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the arguments of a command name: files as they are, folders as the music below them. */
public final class MusicFiles {
    private static final Set<String> ENDINGS =
            Set.of("mp3", "flac", "wav", "ogg", "oga", "opus", "m4a", "mp4", "aac", "wma", "aiff", "aif", "au", "snd");

    private MusicFiles() {}

    /**
     * A file that was named is taken whatever its ending; of a folder only what looks like music, in order of path.
     *
     * @throws NoSuchFileException where an argument names nothing
     */
    public static List<Path> below(List<Path> arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                try (Stream<Path> found = Files.walk(argument, FileVisitOption.FOLLOW_LINKS)) {
                    found.filter(MusicFiles::looksLikeMusic).sorted().forEach(files::add);
                }
            } else if (Files.exists(argument)) {
                files.add(argument);
            } else {
                throw new NoSuchFileException(argument.toString());
            }
        }
        return files;
    }

    private static boolean looksLikeMusic(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
