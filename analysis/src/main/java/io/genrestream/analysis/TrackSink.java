package io.genrestream.analysis;

import io.genrestream.dsp.window.Window;
import io.genrestream.scoring.track.ScoredWindow;

/**
 * Takes what is computed of one track while it is decoded, in order and in one thread. A sink that cannot go on (a full
 * disk) throws {@link java.io.UncheckedIOException}, which ends the whole run.
 */
public interface TrackSink {
    /** For those who want no more than the outcome. */
    TrackSink NOTHING = new TrackSink() {};

    /**
     * What is about to be heard, for those who measure more than the front end does.
     *
     * @param pcm signed 16-bit samples at the front end's rate; the array is used again
     */
    default void samples(short[] pcm, int offset, int length) {}

    /**
     * @param index counted from 0
     * @param row {@link io.genrestream.dsp.FrontEndSpec#frameWidth()} values, as {@link io.genrestream.dsp.FrameSink} has
     *     them; the array is used again for the next frame
     */
    default void frame(long index, float[] row) {}

    /** Every whole window, and a last partial one where frames are left over. */
    default void window(Window window) {}

    /** What the model finds of a window, after {@link #window}; never where no model is in use. */
    default void scored(Window window, ScoredWindow scored) {}

    /** All of the track was heard, and nothing follows; its file may yet turn out to be damaged. */
    default void end(AnalysedTrack track) {}
}
