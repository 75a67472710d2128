package io.genrestream.inference.topology;

import io.genrestream.scoring.track.TrackEntries;
import org.apache.kafka.streams.state.KeyValueStore;

/** The entries of one stream's score. No stream's id has a slash in it, so that no two streams share a key. */
record StoredEntries(KeyValueStore<String, byte[]> store, String streamId) implements TrackEntries {

    @Override
    public byte[] get(Kind kind, long number) {
        return store.get(key(kind, number));
    }

    @Override
    public void put(Kind kind, long number, byte[] entry) {
        store.put(key(kind, number), entry);
    }

    @Override
    public void remove(Kind kind, long number) {
        store.delete(key(kind, number));
    }

    private String key(Kind kind, long number) {
        return streamId
                + switch (kind) {
                    case WINDOW -> "/w";
                    case CHANGE -> "/c";
                    case SEGMENT -> "/s";
                    case SEGMENT_CHANGE -> "/d";
                }
                + number;
    }
}
