package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the file that an entry of a list means, however the program that wrote the list spells it: as a path or an
 * address, with %XX, as Windows does, in another Unicode form than the disk, or one of them in UTF-8 and the other not.
 */
final class EntrySearch {
    /** Not one letter, which is a drive. */
    private static final Pattern OTHER_ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    private static final Pattern FROM_WINDOWS = Pattern.compile("(?:/?[A-Za-z]:|(?=\\\\))[/\\\\]*(.*)");
    /** That of names which are no UTF-8: old lists were written by Western Windows. */
    private static final Charset OLD = Charset.forName("windows-1252");

    private final Map<Path, Map<String, Path>> folders = new HashMap<>();

    /**
     * Where the file is, or would be if there were one; empty for what lies on another machine.
     *
     * @param entry the bytes of a path or address
     * @throws InvalidPathException when no file can have that name
     */
    Optional<Path> find(Path list, byte[] entry) {
        String line = new String(entry, ISO_8859_1);
        Matcher address = PathText.ADDRESS.matcher(line.strip());
        if (!address.matches() && OTHER_ADDRESS.matcher(line.strip()).matches()) {
            return Optional.empty();
        }
        String named = address.matches() ? percentDecoded(address.group(1)) : line;
        Path asNamed = list.resolveSibling(path(named));
        return spellings(named).stream()
                .flatMap(spelling -> file(list, path(spelling)).stream())
                .findFirst()
                .or(() -> Optional.of(asNamed));
    }

    /** What is named, as it stands and as it may be meant, the nearest first; a character a byte. */
    private static SequencedSet<String> spellings(String named) {
        SequencedSet<String> spellings = new LinkedHashSet<>(List.of(named, named.strip()));
        spellings.add(percentDecoded(named.strip()));
        for (String spelling : List.copyOf(spellings)) {
            Matcher windows = FROM_WINDOWS.matcher(spelling);
            if (windows.matches()) {
                addEnds(spellings, windows.group(1).replace('\\', '/'));
            } else {
                spellings.add(spelling.replace('\\', '/'));
            }
        }
        spellings.removeIf(spelling -> spelling.isEmpty() || spelling.indexOf('\0') >= 0);
        return spellings;
    }

    /** No drive of Windows is here: of what lies on one, the longest end that lies beside the list is meant. */
    private static void addEnds(SequencedSet<String> spellings, String path) {
        String[] names = path.split("/");
        for (int first = 0; first < names.length; first++) {
            spellings.add(String.join("/", Arrays.asList(names).subList(first, names.length)));
        }
    }

    /** Name by name: the very one, or one in its folder that reads the same. */
    private Optional<Path> file(Path list, Path spelling) {
        Path at = spelling.isAbsolute() ? spelling.getRoot() : list.resolveSibling("");
        for (Path name : spelling) {
            Path next = at.resolve(name);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                next = folders.computeIfAbsent(at, EntrySearch::byReading).get(reading(name));
            }
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    private static Map<String, Path> byReading(Path folder) {
        Map<String, Path> names = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.merge(
                    reading(file.getFileName()), file, (one, other) -> one.compareTo(other) < 0 ? one : other));
        } catch (IOException | DirectoryIteratorException e) {
            return Map.of(); // what cannot be looked into holds nothing that could be read
        }
        return names;
    }

    private static String reading(Path name) {
        byte[] bytes = PathBytes.of(name);
        String text = PathText.utf8(bytes).orElseGet(() -> new String(bytes, OLD));
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static Path path(String bytes) {
        return PathBytes.path(bytes.getBytes(ISO_8859_1));
    }

    private static String percentDecoded(String encoded) {
        return new String(PathBytes.percentDecoded(encoded.getBytes(ISO_8859_1)), ISO_8859_1);
    }
}
