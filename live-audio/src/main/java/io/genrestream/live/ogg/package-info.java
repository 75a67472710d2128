/** Streams in Ogg, which stations send as a chain of files, one for each song (RFC 3533, section 4). */
package io.genrestream.live.ogg;
