package io.genrestream.cli.cluster;

/**
 * A track on the map; its fields are those of the JSON.
 *
 * @param group counted from 1
 * @param genre what the model says, null where it says none
 * @param label what it is kept under, null without labels
 * @param x first principal component
 * @param y second principal component
 */
record PlacedTrack(String file, int group, String genre, double confidence, String label, double x, double y) {

    String genreOrUnknown() {
        return genre == null ? "unknown" : genre;
    }
}
