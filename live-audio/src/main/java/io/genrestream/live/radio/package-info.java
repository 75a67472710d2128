/** Radio over HTTP: what an answer is, the playlists on the way to it, titles between the audio, and ways kept in mind. */
package io.genrestream.live.radio;
