/**
 * The audio of a stream as the model reads it, from audio.chunks to a player: {@code Playbacks} lets a listener in,
 * {@code AudioPlace} finds where in the topic a media time lies, {@code Playback} reads on from there, and
 * {@code AttemptAudio} makes one piece of sound of the chunks.
 */
package io.genrestream.ingest.playback;
