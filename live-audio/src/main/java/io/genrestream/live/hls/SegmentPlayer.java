package io.genrestream.live.hls;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveListener;
import java.util.Objects;

/** Gives segments to a listener, and begins a container where they no longer go on from each other. */
final class SegmentPlayer {
    private final LiveListener listener;
    private AudioFormat format;
    private Resource map;
    private String title;

    SegmentPlayer(LiveListener listener) {
        this.listener = listener;
    }

    /** @param follows whether its audio goes on where that of the last one stopped */
    void play(HlsSegment segment, SegmentLoader.Loaded loaded, boolean follows) {
        byte[] content = loaded.content();
        int from = 0;
        String said = null;
        for (Id3Tag tag = Id3Tag.at(content, 0); tag != null; tag = Id3Tag.at(content, from)) {
            from += tag.size();
            said = tag.title() == null ? said : tag.title();
        }
        begin(segment, loaded.map(), SegmentFormat.of(content, from), follows);
        say(said == null ? segment.title() : said);
        listener.audio(content, from, content.length - from);
    }

    private void begin(HlsSegment segment, byte[] mapBytes, AudioFormat sniffed, boolean follows) {
        AudioFormat now = mapBytes == null ? sniffed : AudioFormat.MP4;
        // What does not tell its format is part of what came before.
        boolean same = now == format || now == AudioFormat.UNKNOWN;
        if (follows && same && Objects.equals(map, segment.map())) {
            return;
        }
        format = now;
        map = segment.map();
        listener.begin(format, follows);
        if (mapBytes != null) {
            listener.audio(mapBytes, 0, mapBytes.length);
        }
    }

    /** A title stands at each segment of its song. */
    private void say(String now) {
        if (now != null && !now.equals(title)) {
            title = now;
            listener.title(now);
        }
    }
}
