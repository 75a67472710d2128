package io.genrestream.live;

/** Takes what a live source sends, in order. */
public interface LiveListener {
    /**
     * Bytes of a new container follow, which need a decoder of their own: at the beginning, at each link of a chained Ogg
     * stream, and at each discontinuity of HLS.
     *
     * @param format what the bytes look like; {@link AudioFormat#UNKNOWN} leaves it to the decoder
     * @param gapless whether the audio goes on where the last container stopped, as in an Ogg chain
     */
    void begin(AudioFormat format, boolean gapless);

    /** Bytes of the container; the array is the caller's again after the return. */
    void audio(byte[] bytes, int offset, int length);

    /** The title of what is playing now, as the source writes it: trimmed, decoded, never empty. */
    void title(String title);
}
