package io.genrestream.live.hls;

/**
 * What a playlist names.
 *
 * @param address as written there, relative to the playlist
 * @param range null for the whole
 */
record Resource(String address, ByteRange range) {}
