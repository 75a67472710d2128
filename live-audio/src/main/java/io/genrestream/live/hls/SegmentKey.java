package io.genrestream.live.hls;

/**
 * How a segment is encrypted, by AES-128.
 *
 * @param address of the key
 * @param vector of initialization, 32 hexadecimal digits; null: the segment's sequence number
 */
record SegmentKey(String address, String vector) {}
