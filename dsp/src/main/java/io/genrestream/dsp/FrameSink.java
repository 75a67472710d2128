package io.genrestream.dsp;

/** Takes a front end's frames as they are completed. */
@FunctionalInterface
public interface FrameSink {

    /**
     * @param row {@link FrontEndSpec#frameWidth()} values: mel bands (dB), MFCC (dB), descriptors (in the order of
     *     {@link Descriptor}); the array is used again for the next frame
     */
    void frame(float[] row);
}
