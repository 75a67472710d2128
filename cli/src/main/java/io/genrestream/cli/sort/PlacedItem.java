package io.genrestream.cli.sort;

/**
 * What a journal tells of one placing.
 *
 * @param sha256 of the content that was made ready; null where none was
 * @param done false for the last one of a sort that was ended in the middle
 */
record PlacedItem(SortStep.Place place, String sha256, boolean done) {}
