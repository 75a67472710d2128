package io.genrestream.cli.extract;

/**
 * The columns of text of a file's rows, {@link Layout#TEXTS}.
 *
 * @param file as it was found
 * @param label its genre, or its folder
 * @param artist empty where unknown
 */
record Texts(String file, String label, String artist) {}
