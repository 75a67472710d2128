package io.genrestream.cli.evaluate;

import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.evaluation.ChangeFigures;
import io.genrestream.analysis.evaluation.ChangePoints;
import io.genrestream.analysis.evaluation.CrossFade;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.track.NonFiniteScoresException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Plays pieces in several orders and with several fades, and looks where changes are found. The same each time. */
final class ChangeTrials {
    private static final double TOLERANCE_SECONDS = 5;
    private static final double NARROW_SECONDS = 3;
    private static final List<Integer> FADES_SECONDS = List.of(0, 2, 5);
    private static final int SONG_FADE_SECONDS = 2;

    private final GenreModel model;
    private final FrontEndSpec frontEnd;
    private final List<Piece> pieces;
    private final CtrlC ctrlC;

    ChangeTrials(GenreModel model, List<Piece> pieces, CtrlC ctrlC) {
        this.model = model;
        this.frontEnd = model.description().frontEnd();
        this.pieces = pieces;
        this.ctrlC = ctrlC;
    }

    void run(PrintWriter out) throws NonFiniteScoresException, InterruptedException {
        out.printf("%s %s%n", model.description().name(), model.description().version());
        out.printf("%d files%n%n", pieces.size());
        out.println("music   next       fade  changes  found  precision  recall    F1  at 3 s false/h");
        boolean severalGenres = pieces.stream().map(Piece::genre).distinct().count() > 1;
        for (boolean songs : List.of(false, true)) {
            for (boolean byGenre : severalGenres ? List.of(false, true) : List.of(false)) {
                for (int fade : songs ? List.of(SONG_FADE_SECONDS) : FADES_SECONDS) {
                    play(songs, byGenre, fade, out);
                }
            }
        }
        out.println();
        out.println("A change counts as found within 5 s, or 3 s. Songs are made of parts of one piece each.");
        out.flush();
    }

    private void play(boolean songs, boolean byGenre, int fadeSeconds, PrintWriter out)
            throws NonFiniteScoresException, InterruptedException {
        Random random = new Random(1);
        ChangePoints found = new ChangePoints(frontEnd);
        SampleAnalyzer analyzer = SampleAnalyzer.ofGenre(model);
        analyzer.begin(found);
        CrossFade crossFade = new CrossFade(fadeSeconds * frontEnd.sampleRate());
        Song song = new Song(frontEnd.sampleRate(), random);
        for (Piece piece : ordered(byGenre, random)) {
            if (ctrlC.pressed()) {
                throw new InterruptedException();
            }
            crossFade.play(songs ? song.of(piece.pcm()) : piece.pcm(), analyzer::process);
        }
        double seconds = (double) crossFade.played() / frontEnd.sampleRate();
        List<Double> changes = crossFade.changes().stream()
                .map(sample -> (double) sample / frontEnd.sampleRate())
                .toList();
        ChangeFigures figures = ChangeFigures.of(changes, found.seconds(), TOLERANCE_SECONDS, seconds);
        out.printf(
                Locale.ROOT,
                "%-7s %-9s %3d s %8d %6d %10.2f %7.2f %5.2f %7.2f %7.1f%n",
                songs ? "songs" : "pieces",
                byGenre ? "one genre" : "any",
                fadeSeconds,
                figures.changes(),
                figures.found(),
                figures.precision(),
                figures.recall(),
                figures.f1(),
                ChangeFigures.of(changes, found.seconds(), NARROW_SECONDS, seconds)
                        .f1(),
                figures.falseAnHour());
        out.flush();
    }

    private List<Piece> ordered(boolean byGenre, Random random) {
        List<Piece> ordered = new ArrayList<>(pieces);
        Collections.shuffle(ordered, random);
        if (byGenre) {
            ordered.sort(Comparator.comparing(Piece::genre));
        }
        return ordered;
    }
}
