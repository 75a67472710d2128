package io.genrestream.live.hls;

/**
 * A few seconds of a stream.
 *
 * @param map what a decoder of fragmented MP4 needs first; null for other formats
 * @param mapKey with which the map is encrypted; null when it is not
 * @param key with which the segment is encrypted; null when it is not
 * @param title what the playlist says of it; null when it says nothing
 * @param discontinuity whether it does not go on where the one before stopped
 * @param gap whether it is missing, and must not be asked for
 */
record HlsSegment(
        long sequence,
        Resource content,
        Resource map,
        SegmentKey mapKey,
        SegmentKey key,
        String title,
        boolean discontinuity,
        boolean gap) {}
