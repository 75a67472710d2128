package io.genrestream.decoding.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file's tags from wherever they are: in front of the audio, in its container, behind it. */
final class FileTags {
    /** Containers with tags of their own, which come before those that some program put around them. */
    private static final Set<String> TAGGED = Set.of("flac", "ogg", "mp4", "asf", "matroska");

    private final LeadingTags leading;
    private final TrailingTags trailing;
    private final Optional<ChunkTags> chunks;
    private final Optional<Mp4Genres> mp4;
    private final AsfHeader asf;

    /** @param head the first bytes behind the leading tags */
    FileTags(LeadingTags leading, Optional<WaveHeader> wave, AsfHeader asf, byte[] head) {
        this.leading = leading;
        this.chunks = wave.map(ChunkTags::new);
        this.trailing = new TrailingTags(head);
        this.asf = asf;
        this.mp4 = Mp4Layout.beginsAt(head, 0) ? Optional.of(new Mp4Genres()) : Optional.empty();
    }

    /** What sees the bytes that follow the leading tags. */
    ByteListener listener() {
        return chunks.map(ByteListener.class::cast).or(() -> mp4).orElse(trailing);
    }

    /** Reads the tags at the end, once all bytes were seen. */
    void readTrailing() {
        trailing.read();
    }

    /** Bytes of the tags behind the audio. */
    int bytesBehind() {
        return trailing.size();
    }

    /** @param read what FFmpeg has read, values by our keys, in order of preference */
    Map<String, String> merged(String container, List<Map<String, List<String>>> read) {
        List<Map<String, List<String>>> around = new ArrayList<>();
        leading.id3().forEach(tag -> around.add(Id3Tags.of(tag)));
        chunks.map(ChunkTags::id3).ifPresent(around::add);
        leading.ape().forEach(tag -> around.add(ApeTag.readFrom(tag)));
        around.add(trailing.ape());
        around.add(trailing.id3());
        chunks.map(ChunkTags::own).ifPresent(around::add);
        List<Map<String, List<String>>> all = new ArrayList<>(around);
        all.addFirst(Map.of("genre", mp4.map(Mp4Genres::genres).orElse(asf.genres())));
        all.addAll(TAGGED.contains(container) ? all.size() - around.size() : all.size(), read);
        return Tags.merged(all);
    }
}
