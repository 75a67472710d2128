/**
 * HTTP Live Streaming (RFC 8216): a playlist that is loaded again and again, and the segments that it names, as MPEG-TS,
 * fragmented MP4 or packed audio.
 */
package io.genrestream.live.hls;
