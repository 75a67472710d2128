package io.genrestream.cli.sort;

import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.library.PathText;
import io.genrestream.scoring.track.GenreVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Puts files into the folder of their genre, under names that are free there. */
final class Sorter {
    private final Path into;
    private final SortMode mode;
    private final boolean planned;
    private final GenreNames names;
    private final Shelf shelf;
    private final Map<String, FolderNames> folders = new HashMap<>();

    /** @param planned whether nothing is done, and only told */
    Sorter(Path into, SortMode mode, boolean planned, GenreNames names, Shelf shelf) {
        this.into = into;
        this.mode = mode;
        this.planned = planned;
        this.names = names;
        this.shelf = shelf;
    }

    /**
     * @throws IOException when this file cannot be put there; then it is where it was, and nothing else has changed
     */
    SortedFile sort(FileAnalysis.Analysed analysed) throws IOException {
        GenreVerdict verdict = analysed.track().result().orElseThrow().verdict();
        String genre = names.of(verdict);
        Path from = canonical(analysed.file());
        if (mode == SortMode.MOVE && Files.isSymbolicLink(from)) {
            throw new IOException(
                    "It is a link, which would lead nowhere from another folder; --copy and --link take it.");
        }
        FolderNames folder = folder(genre);
        FolderNames.Spot spot = folder.spotFor(from.getFileName(), rival -> Transfer.same(from, rival));
        Path place = PathText.path(genre).resolve(spot.name());
        if (!spot.there()) {
            shelf.put(mode, from, place);
            // Without a shelf, or after a link, the content is still where it came from.
            Path placed = into.resolve(place);
            folder.take(spot.name(), Files.exists(placed) ? placed : from);
        }
        String deed = spot.there() ? SortedFile.THERE : mode.deed(planned);
        return new SortedFile(
                analysed.file(), genre, verdict.confidence(), deed, into.resolve(place), analysed.warnings());
    }

    /** The file's own name in its real folder: a link is not followed, but one in the path to it is. */
    static Path canonical(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    private FolderNames folder(String genre) throws IOException {
        FolderNames known = folders.get(genre);
        if (known == null) {
            known = FolderNames.of(into.resolve(PathText.path(genre)));
            folders.put(genre, known);
        }
        return known;
    }
}
