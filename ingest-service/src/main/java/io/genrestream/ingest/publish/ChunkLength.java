package io.genrestream.ingest.publish;

import io.genrestream.dsp.FrontEndSpec;
import java.time.Duration;

/**
 * How long the chunks of a stream are.
 *
 * @param first of an epoch (samples)
 * @param each of those after it (samples)
 */
public record ChunkLength(int first, int each) {
    public ChunkLength(int each) {
        this(each, each);
    }

    /**
     * Chunks that end where the windows of the front end do: a window is complete as soon as its last sample is there, however
     * long the chunks are.
     *
     * @param about how long they are; from one window to the next is a whole number of chunks
     */
    public static ChunkLength endingWithWindows(FrontEndSpec frontEnd, Duration about) {
        int every = frontEnd.every() * frontEnd.hop();
        long wanted = Math.max(1, about.toMillis() * frontEnd.sampleRate() / 1_000);
        int chunks = Math.toIntExact(Math.max(1, Math.round((double) every / wanted)));
        while (every % chunks != 0) {
            chunks--;
        }
        int each = every / chunks;
        int window = (frontEnd.frames() - 1) * frontEnd.hop() + frontEnd.window();
        return new ChunkLength(each + window % each, each);
    }
}
