package io.genrestream.cli.evaluate;

import io.genrestream.analysis.evaluation.ScoresByTime;
import io.genrestream.analysis.numpy.ArrayFormatException;
import io.genrestream.analysis.numpy.NpyArray;
import io.genrestream.analysis.numpy.NpzFile;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.Duplicates;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.Scorer;
import io.genrestream.scoring.WindowScores;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.WindowCoverage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tracks whose features were computed before: {@code log_mel_db} {@code [tracks][frames][bands]} (dB), and {@code mfcc}
 * likewise where the model asks for it, with {@code track}, {@code genre} and, where it is known, {@code artist}. Whole
 * windows alone are scored, and silence is not looked for, as in training.
 */
final class FeatureArrays implements AutoCloseable {
    private final Path path;
    private final NpzFile file;
    private final FrontEndSpec spec;
    private final Map<ModelInput, NpyArray> inputs = new EnumMap<>(ModelInput.class);
    private int frames;
    private String[] tracks;
    private String[] genres;
    private Optional<String[]> artists;

    private FeatureArrays(Path path, NpzFile file, FrontEndSpec spec) {
        this.path = path;
        this.file = file;
        this.spec = spec;
    }

    /** @throws CommandFailure FEATURES_UNFIT or DUPLICATE_TRACKS */
    static FeatureArrays open(Path path, ModelDescription model) {
        try {
            NpzFile file = new NpzFile(path);
            try {
                FeatureArrays arrays = new FeatureArrays(path, file, model.frontEnd());
                arrays.readHead(model);
                return arrays;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw unfit(path, e);
        }
    }

    List<String> genres() {
        return List.of(genres);
    }

    /** Whether groups are artists. */
    boolean hasArtists() {
        return artists.isPresent();
    }

    /** Takes what the model says of a track. */
    @FunctionalInterface
    interface Taker {
        void take(String track, String genre, String group, ScoresByTime heard);
    }

    /** Scores one track after another. */
    void score(GenreModel model, Taker taker) {
        Scorer scorer = model.scorer();
        try {
            for (int i = 0; i < tracks.length; i++) {
                String artist = artists.isPresent() ? artists.get()[i] : "";
                taker.take(
                        tracks[i],
                        genres[i],
                        artist.isEmpty() ? tracks[i] : "artist " + artist,
                        next(i, model, scorer));
            }
        } catch (IOException e) {
            throw unfit(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private ScoresByTime next(int track, GenreModel model, Scorer scorer) throws IOException {
        Map<ModelInput, float[]> rows = new EnumMap<>(ModelInput.class);
        for (Map.Entry<ModelInput, NpyArray> input : inputs.entrySet()) {
            rows.put(input.getKey(), input.getValue().nextFloats(frames * columns(input.getKey())));
        }
        ScoresByTime heard = new ScoresByTime(model.description());
        WindowCoverage coverage = new WindowCoverage(spec.frames(), spec.frames(), 0);
        Calibration calibration = model.description().calibration();
        for (int first = 0; first + spec.frames() <= frames; first += spec.every()) {
            int from = first;
            rows.forEach((input, values) -> scorer.set(input, window(values, from, columns(input))));
            WindowScores scores = scorer.score();
            require(scores.isFinite(), "track " + tracks[track] + " has values that the model has no finite score for");
            long end = (long) (first + spec.frames() - 1) * spec.hop() + spec.window();
            heard.add((double) end / spec.sampleRate(), coverage, ScoredWindow.of(scores, calibration));
        }
        return heard;
    }

    private ByteBuffer window(float[] values, int first, int columns) {
        ByteBuffer bytes =
                ByteBuffer.allocate(spec.frames() * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, first * columns, spec.frames() * columns);
        return bytes;
    }

    private int columns(ModelInput input) {
        return input == ModelInput.MFCC ? spec.mfccCount() : spec.bands();
    }

    private void readHead(ModelDescription model) throws IOException {
        if (file.has("front_end_digest")) {
            try (NpyArray digest = file.open("front_end_digest")) {
                String found = digest.nextStrings(1)[0];
                require(found.equals(spec.digest()), "front end " + found + ", the model's is " + spec.digest());
            }
        }
        tracks = strings("track");
        genres = strings("genre");
        artists = file.has("artist") ? Optional.of(strings("artist")) : Optional.empty();
        require(genres.length == tracks.length, tracks.length + " tracks, " + genres.length + " genres");
        require(artists.isEmpty() || artists.get().length == tracks.length, "there are not as many artists as tracks");
        for (ModelInput input : model.inputs().keySet()) {
            require(input != ModelInput.AGGREGATE, "the model takes aggregate, which is measured on audio alone");
            NpyArray array = file.open(input.tensor());
            inputs.put(input, array);
            int[] shape = array.shape();
            String found = input.tensor() + " has the shape " + Arrays.toString(shape);
            require(
                    shape.length == 3 && shape[2] == columns(input),
                    found + ", not [tracks][frames][%d]".formatted(columns(input)));
            require(shape[0] == tracks.length, found + ", but there are " + tracks.length + " tracks");
            require(shape[1] >= spec.frames(), found + ", a window is " + spec.frames() + " frames");
            require(frames == 0 || frames == shape[1], found + ", but other inputs have " + frames + " frames");
            frames = shape[1];
        }
        Set<String> twice = new TreeSet<>(List.of(tracks));
        twice.removeIf(track -> Arrays.stream(tracks).filter(track::equals).count() == 1);
        if (!twice.isEmpty()) {
            throw Duplicates.refuse(twice);
        }
    }

    private String[] strings(String name) throws IOException {
        try (NpyArray array = file.open(name)) {
            require(array.shape().length == 1, name + " has the shape " + Arrays.toString(array.shape()));
            return array.nextStrings(array.shape()[0]);
        }
    }

    private static void require(boolean holds, String otherwise) throws ArrayFormatException {
        if (!holds) {
            throw new ArrayFormatException(otherwise);
        }
    }

    private static CommandFailure unfit(Path path, IOException why) {
        return new CommandFailure(CliError.FEATURES_UNFIT, path + ": " + why.getMessage(), why);
    }
}
