package io.genrestream.cli.evaluate;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.TableCell;
import io.genrestream.decoding.DecodingException;
import io.genrestream.dsp.FrontEndSpec;
import java.io.PrintWriter;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Decodes the beginnings of files. All of them are held at once, 1.3 MB each, so there is an end to their number. */
final class Pieces {
    private static final int MOST = 200;
    private static final int SECONDS = 30;
    private static final int LEAST_SECONDS = 20;

    private final FrontEndSpec frontEnd;
    private final int jobs;
    private final CtrlC ctrlC;
    private final PrintWriter err;

    Pieces(FrontEndSpec frontEnd, int jobs, CtrlC ctrlC, PrintWriter err) {
        this.frontEnd = frontEnd;
        this.jobs = jobs;
        this.ctrlC = ctrlC;
        this.err = err;
    }

    /** Where there are too many files, as many drawn at random, the same ones each time. */
    List<Piece> of(List<LabelledFile> files) throws DecodingException, InterruptedException {
        List<LabelledFile> drawn = new ArrayList<>(files);
        if (drawn.size() > MOST) {
            Collections.shuffle(drawn, new Random(1));
            drawn = drawn.subList(0, MOST);
        }
        Map<Path, String> genres = new HashMap<>();
        drawn.forEach(file -> genres.put(file.file(), file.genre()));
        List<Piece> pieces = new ArrayList<>();
        Excerpt beginning = new Excerpt(Duration.ZERO, Optional.of(Duration.ofSeconds(SECONDS)));
        try (AnalysisRun run = new AnalysisRun(jobs, beginning, () -> new SampleAnalyzer(frontEnd))) {
            run.run(drawn.stream().map(LabelledFile::file).toList(), _ -> new RecordedPiece(), (outcome, recording) -> {
                if (outcome instanceof FileAnalysis.Failed failed) {
                    skip(failed.file(), failed.code() + ": " + failed.message());
                } else if (recording.pcm.position() < LEAST_SECONDS * frontEnd.sampleRate()) {
                    skip(outcome.file(), "shorter than " + LEAST_SECONDS + " s");
                } else {
                    pieces.add(new Piece(genres.get(outcome.file()), recording.samples()));
                }
            });
            if (ctrlC.pressed()) {
                throw new InterruptedException();
            }
        }
        return pieces;
    }

    private void skip(Path file, String why) {
        err.println(TableCell.visible(PathText.of(file) + ": " + why));
        err.flush();
    }

    private final class RecordedPiece implements TrackSink {
        private final ShortBuffer pcm = ShortBuffer.allocate(SECONDS * frontEnd.sampleRate());

        @Override
        public void samples(short[] heard, int offset, int length) {
            pcm.put(heard, offset, length);
        }

        short[] samples() {
            return Arrays.copyOf(pcm.array(), pcm.position());
        }
    }
}
