package io.genrestream.live.hls;

/**
 * A part of a resource.
 *
 * @param offset of its first byte
 * @param length in bytes
 */
record ByteRange(long offset, long length) {}
