package io.genrestream.inference.follow;

import java.util.OptionalDouble;

/**
 * A stream that a connection follows among others.
 *
 * @param framesFrom present for one that is followed closely, its last ten minutes too, and sent the frames that the
 *     model reads: those of windows that end after this media time (s)
 */
public record Followed(String streamId, OptionalDouble framesFrom) {

    public static Followed presently(String streamId) {
        return new Followed(streamId, OptionalDouble.empty());
    }

    public static Followed closely(String streamId, double framesFrom) {
        return new Followed(streamId, OptionalDouble.of(framesFrom));
    }

    public boolean wantsFrames() {
        return framesFrom.isPresent();
    }
}
