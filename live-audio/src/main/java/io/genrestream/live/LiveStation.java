package io.genrestream.live;

/**
 * What a live source says of itself.
 *
 * @param name of the station; null when unknown
 * @param bitRate in bit/s; 0 when unknown
 * @param address where the audio came from in the end, without user, query and fragment
 */
public record LiveStation(String name, int bitRate, String address) {}
