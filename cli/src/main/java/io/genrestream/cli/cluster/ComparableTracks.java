package io.genrestream.cli.cluster;

import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.library.FileProblem;
import io.genrestream.analysis.library.LeftOut;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.scoring.track.GenreVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Tracks that can be compared. */
final class ComparableTracks {
    private static final int FEWEST = 3;

    private final Basis basis;
    private final List<String> genres;
    private final Labels labels;
    private final Function<Path, String> label;
    private final List<FileAnalysis.Analysed> tracks = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final List<ClusterReport.Failed> failed = new ArrayList<>();

    /**
     * @param genres the model's labels, in the order of its scores
     * @param label of a file; null for all of them without labels
     */
    ComparableTracks(Basis basis, List<String> genres, Labels labels, Function<Path, String> label) {
        this.basis = basis;
        this.genres = genres;
        this.labels = labels;
        this.label = label;
    }

    void fail(FileProblem problem) {
        fail(problem.name(), problem.error().name(), problem.message());
    }

    /** Takes a track, or gives back why it cannot be compared. */
    Optional<ClusterReport.Failed> take(FileAnalysis outcome) {
        return switch (outcome) {
            case FileAnalysis.Failed one -> Optional.of(fail(PathText.of(one.file()), one.code(), one.message()));
            case FileAnalysis.Analysed analysed -> take(analysed);
        };
    }

    private Optional<ClusterReport.Failed> take(FileAnalysis.Analysed analysed) {
        if (analysed.track().result().orElseThrow().windows() == 0) {
            String reason = analysed.reason().orElseThrow();
            return Optional.of(fail(PathText.of(analysed.file()), reason, "There is no music in it to compare."));
        }
        float[] vector = basis.of(analysed.track());
        if (vector.length == 0) {
            throw new CommandFailure(CliError.NO_EMBEDDING, PathText.of(analysed.file()));
        }
        tracks.add(analysed);
        vectors.add(vector);
        return Optional.empty();
    }

    private ClusterReport.Failed fail(String file, String code, String message) {
        ClusterReport.Failed one = new ClusterReport.Failed(file, code, message);
        failed.add(one);
        return one;
    }

    int size() {
        return tracks.size();
    }

    /**
     * @param groups number of groups, null for the best
     * @throws CommandFailure TOO_FEW_TRACKS when there are fewer different ones than groups, or than three
     */
    ClusterReport map(Integer groups, long seed, LeftOut filesLeftOut) {
        Space space = vectors.isEmpty() ? new Space(new double[0][]) : Space.of(vectors.toArray(float[][]::new));
        int distinct = Grouping.distinct(space.points());
        if (distinct < FEWEST || groups != null && distinct < groups) {
            throw new CommandFailure(CliError.TOO_FEW_TRACKS, distinct + " different tracks");
        }
        Grouping grouping =
                groups == null ? Grouping.best(space.points(), seed) : Grouping.of(space.points(), groups, seed);
        Agreement agreement = labels == Labels.NONE ? null : Agreement.of(grouping.groups(), labelNumbers());
        return new ClusterReport(
                basis.toString(),
                grouping.count(),
                grouping.silhouette(),
                labels.toString(),
                agreement == null ? null : agreement.nmi(),
                agreement == null ? null : agreement.ari(),
                seed,
                placed(grouping, space.map()),
                failed,
                filesLeftOut);
    }

    private List<PlacedTrack> placed(Grouping grouping, double[][] map) {
        return IntStream.range(0, tracks.size())
                .mapToObj(i -> {
                    FileAnalysis.Analysed analysed = tracks.get(i);
                    GenreVerdict verdict =
                            analysed.track().result().orElseThrow().verdict();
                    return new PlacedTrack(
                            PathText.of(analysed.file()),
                            grouping.groups()[i] + 1,
                            verdict.label() == GenreVerdict.NO_LABEL ? null : genres.get(verdict.label()),
                            verdict.confidence(),
                            label.apply(analysed.file()),
                            map[i][0],
                            map[i][1]);
                })
                .toList();
    }

    private int[] labelNumbers() {
        List<String> names =
                tracks.stream().map(track -> label.apply(track.file())).toList();
        List<String> distinct = names.stream().distinct().toList();
        return names.stream().mapToInt(distinct::indexOf).toArray();
    }
}
