package io.genrestream.scoring.track;

import java.util.HashMap;
import java.util.Map;

/** Entries in a map. */
final class StoredEntries implements TrackEntries {
    private final Map<String, byte[]> all = new HashMap<>();
    private int puts;

    @Override
    public byte[] get(Kind kind, long number) {
        return all.get(kind.name() + number);
    }

    @Override
    public void put(Kind kind, long number, byte[] entry) {
        puts++;
        all.put(kind.name() + number, entry);
    }

    @Override
    public void remove(Kind kind, long number) {
        all.remove(kind.name() + number);
    }

    Map<String, byte[]> all() {
        return all;
    }

    int puts() {
        return puts;
    }

    int bytes() {
        return all.values().stream().mapToInt(entry -> entry.length).sum();
    }
}
