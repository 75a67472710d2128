package io.genrestream.live.radio;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.io.IOException;

/** The beginning of an answer, read until it shows what it is. */
final class FirstBytes {
    private final IcyReader audio;
    private final byte[] bytes = new byte[Sniffer.ENOUGH];
    private final AudioFormat format;
    private int length;
    private boolean ended;

    /**
     * Reads no more than is needed, so that a slow stream begins soon.
     *
     * @throws LiveException {@link LiveError#SOURCE_ENDED} when nothing comes, {@link LiveError#SOURCE_NOT_AUDIO}
     */
    FirstBytes(IcyReader audio, String contentType) throws IOException {
        this.audio = audio;
        while (length < Sniffer.LEAST && !ended) {
            readMore();
        }
        if (length == 0) {
            throw new LiveException(LiveError.SOURCE_ENDED, "it sent nothing");
        }
        format = isText() ? null : sniff(contentType);
    }

    private AudioFormat sniff(String contentType) throws IOException {
        AudioFormat found = Sniffer.format(bytes, length, ended, contentType);
        while (found == null) {
            readMore();
            found = Sniffer.format(bytes, length, ended || length == bytes.length, contentType);
        }
        if (found == AudioFormat.UNKNOWN && Sniffer.isOther(contentType)) {
            throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "");
        }
        return found;
    }

    private void readMore() throws IOException {
        int read = audio.read(bytes, length, bytes.length - length);
        ended = read < 0;
        length += Math.max(0, read);
    }

    boolean isText() {
        return Sniffer.isText(bytes, Math.min(length, Sniffer.LEAST));
    }

    /** Null of text. */
    AudioFormat format() {
        return format;
    }

    /** Where the bytes behind these come from. */
    IcyReader audio() {
        return audio;
    }

    /** Room for {@link Sniffer#ENOUGH}, and the caller's to use again once it has taken them. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
