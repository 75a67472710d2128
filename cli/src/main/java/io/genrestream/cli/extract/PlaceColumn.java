package io.genrestream.cli.extract;

/**
 * A column that says where in a track a row is.
 *
 * @param whole whether its numbers are counted, not measured
 */
record PlaceColumn(String name, boolean whole, String unit, String meaning) {}
