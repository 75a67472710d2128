package io.genrestream.cli.evaluate;

/**
 * The beginning of a file.
 *
 * @param genre as the data set has it; empty where it names none
 * @param pcm signed 16-bit samples at the front end's rate
 */
record Piece(String genre, short[] pcm) {}
