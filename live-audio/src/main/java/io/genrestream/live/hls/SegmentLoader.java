package io.genrestream.live.hls;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;

/** Fetches segments, with the map and the key that they need, of which the last ones are kept. */
final class SegmentLoader {
    static final int LARGEST_SEGMENT = 16 * 1024 * 1024;
    static final int LARGEST_MAP = 1024 * 1024;

    private final SegmentSource source;
    private Resource map;
    private byte[] mapBytes;
    private SegmentKey key;
    private byte[] keyBytes;

    /**
     * A segment as a decoder takes it.
     *
     * @param map what comes before it when it is the first; null for none
     */
    record Loaded(byte[] map, byte[] content) {}

    SegmentLoader(SegmentSource source) {
        this.source = source;
    }

    /** @param follows whether it is the one after the last; a server that was started anew may give its map an old name */
    Loaded load(MediaPlaylist playlist, HlsSegment segment, boolean follows) throws LiveException {
        if (segment.map() != null && !(follows && segment.map().equals(map))) {
            mapBytes = fetch(playlist, segment.map(), segment.mapKey(), segment.sequence(), LARGEST_MAP);
            map = segment.map();
        }
        byte[] content = fetch(playlist, segment.content(), segment.key(), segment.sequence(), LARGEST_SEGMENT);
        return new Loaded(segment.map() == null ? null : mapBytes, content);
    }

    private byte[] fetch(MediaPlaylist playlist, Resource resource, SegmentKey by, long sequence, int limit)
            throws LiveException {
        byte[] bytes;
        if (resource.range() == null) {
            bytes = source.fetch(playlist.resolve(resource.address()), limit).bytes();
        } else if (resource.range().length() <= limit) {
            bytes = source.fetch(playlist.resolve(resource.address()), resource.range());
        } else {
            throw new LiveException(LiveError.TOO_LARGE, "more than " + limit + " bytes");
        }
        return by == null ? bytes : SegmentCipher.decrypt(bytes, key(playlist, by), by.vector(), sequence);
    }

    private byte[] key(MediaPlaylist playlist, SegmentKey wanted) throws LiveException {
        if (key == null || !wanted.address().equals(key.address())) {
            byte[] fetched = source.fetch(playlist.resolve(wanted.address()), SegmentCipher.KEY_BYTES)
                    .bytes();
            if (fetched.length != SegmentCipher.KEY_BYTES) {
                throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "its key is none");
            }
            key = wanted;
            keyBytes = fetched;
        }
        return keyBytes;
    }
}
