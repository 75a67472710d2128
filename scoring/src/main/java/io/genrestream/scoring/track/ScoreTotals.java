package io.genrestream.scoring.track;

import io.genrestream.scoring.Activation;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.WindowScores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Weighted sums over windows, in double so that their number does not matter. */
final class ScoreTotals {
    static final NumberedQueue.Format<ScoreTotals> FORMAT = new NumberedQueue.Format<>() {
        @Override
        public void write(ScoreTotals totals, DataOutput out) throws IOException {
            totals.write(out);
        }

        @Override
        public ScoreTotals read(DataInput in) throws IOException {
            return ScoreTotals.read(in);
        }
    };

    private double[] scores = new double[0];
    /** How unsure the windows were of each label (nats). */
    private double[] doubts = new double[0];

    private double[] embedding = new double[0];
    private double weight;
    private int scored;
    private int silent;
    private int steady;
    private int talk;

    ScoreTotals copy() {
        ScoreTotals copy = new ScoreTotals();
        copy.scores = scores.clone();
        copy.doubts = doubts.clone();
        copy.embedding = embedding.clone();
        copy.weight = weight;
        copy.scored = scored;
        copy.silent = silent;
        copy.steady = steady;
        copy.talk = talk;
        return copy;
    }

    void add(WeightedWindow window, Activation activation) {
        if (window.withoutMusic().isPresent()) {
            switch (window.withoutMusic().get()) {
                case TALK -> talk++;
                case STEADY -> steady++;
                default -> silent++;
            }
            return;
        }
        WindowScores found = window.scores().get();
        if (scored == 0) {
            scores = new double[found.scores().length];
            doubts = new double[found.scores().length];
            embedding = new double[found.embedding().length];
        }
        accumulate(scores, found.scores(), window.weight());
        for (int i = 0; i < doubts.length; i++) {
            doubts[i] += window.weight() * Sharpening.doubt(found.scores()[i], activation);
        }
        accumulate(embedding, found.embedding(), window.weight());
        weight += window.weight();
        scored++;
    }

    /**
     * The mean of the windows' scores, made as sure as it ought to be ({@link Sharpening}) and brought back to
     * probabilities: over all labels for a softmax, of yes against no for each label of a sigmoid. Empty before a window
     * was scored.
     */
    private float[] distribution(ModelDescription model) {
        double[] means = new double[scores.length];
        double[] disagreements = new double[scores.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = Math.clamp(scores[i] / weight, 0, 1);
            disagreements[i] = Sharpening.doubt(means[i], model.activation()) - doubts[i] / weight;
        }
        return new Sharpening(model).apply(means, disagreements, weight);
    }

    /** What they come to, with the changes of the leading label so far. */
    TrackResult result(ModelDescription model, List<LabelChange> timeline) {
        if (isTalk()) {
            return new TrackResult(GenreVerdict.talk(), new float[0], scored, new float[0], timeline);
        }
        float[] distribution = distribution(model);
        return new TrackResult(decide(distribution, model), distribution, scored, meanEmbedding(), timeline);
    }

    GenreVerdict verdict(ModelDescription model) {
        return decide(distribution(model), model);
    }

    private GenreVerdict decide(float[] distribution, ModelDescription model) {
        if (isTalk()) {
            return GenreVerdict.talk();
        }
        if (scored > 0) {
            return GenreVerdict.of(distribution, model.calibration().unknownBelow());
        }
        if (steady > 0) {
            return GenreVerdict.steady();
        }
        return silent > 0 ? GenreVerdict.silent() : GenreVerdict.tooShort();
    }

    /** Most of it: a song keeps its genre with words before it, and talk gets none from a jingle or a window not known as talk. */
    private boolean isTalk() {
        return talk > scored;
    }

    private float[] meanEmbedding() {
        float[] mean = new float[embedding.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (embedding[i] / weight);
        }
        return mean;
    }

    void write(DataOutput out) throws IOException {
        write(scores, out);
        write(doubts, out);
        write(embedding, out);
        out.writeDouble(weight);
        out.writeInt(scored);
        out.writeInt(silent);
        // With talk the windows of steady sound are no matter, so state of before is read as it was written.
        out.writeInt(talk > 0 ? -talk : steady);
    }

    static ScoreTotals read(DataInput in) throws IOException {
        ScoreTotals totals = new ScoreTotals();
        totals.scores = doubles(in);
        totals.doubts = doubles(in);
        totals.embedding = doubles(in);
        totals.weight = in.readDouble();
        totals.scored = in.readInt();
        totals.silent = in.readInt();
        int steadyOrTalk = in.readInt();
        totals.steady = Math.max(0, steadyOrTalk);
        totals.talk = Math.max(0, -steadyOrTalk);
        return totals;
    }

    private static void accumulate(double[] sums, float[] values, float weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (double) weight * values[i];
        }
    }

    private static void write(double[] values, DataOutput out) throws IOException {
        out.writeShort(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] doubles(DataInput in) throws IOException {
        double[] values = new double[in.readUnsignedShort()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
