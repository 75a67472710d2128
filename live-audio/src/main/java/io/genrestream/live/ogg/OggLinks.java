package io.genrestream.live.ogg;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;

/**
 * Takes a chain of Ogg streams apart at its links. FFmpeg gives nothing more after the first link of Opus, and keeps its
 * title; here each link is a container of its own, and its comment header is the title. Of streams side by side in a
 * link the first of audio is taken. Pages before the first link, as when joined in the middle, cannot be decoded and are
 * left out.
 */
public final class OggLinks {
    private final LiveListener listener;
    private final OggPages pages = new OggPages(this::page);
    private boolean amongHeads;
    private boolean linked;

    /** Of the link; null when there is none yet, or none that is decoded. */
    private OggCodec codec;

    private int serial;

    /** Of the link; null once it is read. */
    private VorbisComment comment;

    public OggLinks(LiveListener listener) {
        this.listener = listener;
    }

    /**
     * Takes the stream's next bytes, in any pieces.
     *
     * @throws LiveException SOURCE_NOT_AUDIO at a link that holds neither Opus, Vorbis nor FLAC
     */
    public void write(byte[] bytes, int offset, int length) throws LiveException {
        pages.write(bytes, offset, length);
    }

    private void page(OggPages page) throws LiveException {
        if (page.beginsStream()) {
            head(page);
            return;
        }
        if (amongHeads && codec == null) {
            throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "Ogg with neither Opus, Vorbis nor FLAC in it");
        }
        amongHeads = false;
        if (codec != null && page.serial() == serial) {
            if (comment != null) {
                readComment(page);
            }
            listener.audio(page.bytes(), 0, page.size());
        }
    }

    /** The first pages of all streams of a link come before any other of its pages. */
    private void head(OggPages page) {
        if (!amongHeads) {
            amongHeads = true;
            codec = null;
        }
        if (codec != null) {
            return;
        }
        codec = OggCodec.of(page.bytes(), page.bodyAt(), page.size());
        if (codec != null) {
            serial = page.serial();
            comment = new VorbisComment(codec.commentAt());
            listener.begin(AudioFormat.OGG, linked);
            linked = true;
            listener.audio(page.bytes(), 0, page.size());
        }
    }

    /** The comment is the second packet and may fill many pages. */
    private void readComment(OggPages page) {
        int at = page.bodyAt();
        for (int segment = 0; segment < page.segments(); segment++) {
            int length = page.segmentLength(segment);
            comment.write(page.bytes(), at, length);
            at += length;
            if (length < 255) {
                String title = comment.title();
                if (title != null) {
                    listener.title(title);
                }
                comment = null;
                return;
            }
        }
    }
}
