package io.genrestream.analysis;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.WholeAggregate;
import io.genrestream.dsp.window.FrameBuffer;
import io.genrestream.dsp.window.Window;
import io.genrestream.dsp.window.WindowCutter;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.track.NonFiniteScoresException;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.scoring.track.WindowClassifier;
import io.genrestream.scoring.track.WindowCoverage;
import java.util.Optional;

/**
 * Turns samples into frames, windows, their aggregate and a genre, one track after another: bit for bit what the
 * services make of an upload with these samples. One a thread; its memory does not grow with a track's length.
 */
public final class SampleAnalyzer {
    private final FrontEndSpec spec;
    private final FrontEnd frontEnd;
    private final WindowCutter cutter;
    private final FrameBuffer buffer;
    private final Optional<WholeAggregate> aggregate;
    private final Optional<ModelDescription> model;
    private final Optional<WindowClassifier> classifier;
    private TrackSink sink;
    private FramingState framing;
    private Optional<TrackScore> score;
    private long samples;
    private long frames;
    private int windows;

    /** For features alone. */
    public SampleAnalyzer(FrontEndSpec spec) {
        this(spec, Optional.empty(), true);
    }

    /** For features and genre, with the model's own front end. */
    public SampleAnalyzer(GenreModel model) {
        this(model.description().frontEnd(), Optional.of(model), true);
    }

    /**
     * For the genre alone, which costs less: tracks have no aggregate, and frames and windows no descriptors but the loudness
     * unless the model takes them.
     */
    public static SampleAnalyzer ofGenre(GenreModel model) {
        return new SampleAnalyzer(model.description().frontEnd(), Optional.of(model), false);
    }

    private SampleAnalyzer(FrontEndSpec spec, Optional<GenreModel> model, boolean aggregated) {
        boolean described =
                aggregated || model.orElseThrow().description().inputs().containsKey(ModelInput.AGGREGATE);
        this.spec = spec;
        this.frontEnd = described ? new FrontEnd(spec) : FrontEnd.withoutDescriptors(spec);
        this.cutter = new WindowCutter(spec);
        this.buffer = new FrameBuffer(spec.frameWidth());
        this.aggregate = aggregated ? Optional.of(new WholeAggregate(new AggregatedFeatures(spec))) : Optional.empty();
        this.model = model.map(GenreModel::description);
        this.classifier = model.map(WindowClassifier::new);
        begin(TrackSink.NOTHING);
    }

    public FrontEndSpec frontEnd() {
        return spec;
    }

    /** Starts a track, whatever was heard before. */
    public void begin(TrackSink trackSink) {
        sink = trackSink;
        framing = new FramingState();
        score = model.map(description -> new TrackScore(description, false));
        samples = 0;
        frames = 0;
        windows = 0;
        buffer.restart(0, 0);
        aggregate.ifPresent(WholeAggregate::clear);
    }

    /**
     * Hears the next samples of the track.
     *
     * @param pcm signed 16-bit samples at the front end's rate
     * @throws NonFiniteScoresException when the model has no answer to a window
     */
    public void process(short[] pcm, int offset, int length) throws NonFiniteScoresException {
        samples += length;
        sink.samples(pcm, offset, length);
        frontEnd.process(framing, pcm, offset, length, this::frame);
        while (cutter.endFrame(windows) <= buffer.end()) {
            emit(cutter.cut(windows, buffer.rows(), buffer.rowOf(cutter.firstFrame(windows))));
            buffer.discardBefore(cutter.firstFrame(windows));
        }
    }

    /** Ends the track: frames that no window has covered leave as a partial one. */
    public AnalysedTrack end() throws NonFiniteScoresException {
        int rest = cutter.rest(windows, frames);
        if (rest > 0) {
            int row = buffer.rowOf(cutter.firstFrame(windows));
            emit(cutter.cutRest(windows, buffer.rows(), row, rest, samples));
        }
        AnalysedTrack track = new AnalysedTrack(
                samples,
                seconds(samples),
                frames,
                windows,
                aggregate.filter(any -> frames > 0).map(WholeAggregate::values).orElseGet(() -> new float[0]),
                score.map(TrackScore::result));
        sink.end(track);
        return track;
    }

    private void frame(float[] row) {
        sink.frame(frames++, row);
        if (aggregate.isPresent()) {
            aggregate.get().add(row);
        }
        buffer.frame(row);
    }

    private void emit(Window window) throws NonFiniteScoresException {
        windows++;
        sink.window(window);
        if (classifier.isPresent()) {
            ScoredWindow scored = classifier.get().classify(window);
            score.orElseThrow().add(seconds(window.heardSample()), WindowCoverage.of(window), scored);
            sink.scored(window, scored);
        }
    }

    private double seconds(long count) {
        return (double) count / spec.sampleRate();
    }
}
