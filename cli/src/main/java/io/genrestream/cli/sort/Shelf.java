package io.genrestream.cli.sort;

import java.io.IOException;
import java.nio.file.Path;

/** Where music is put. */
interface Shelf {
    /** For looking at the plan: puts nothing anywhere. */
    Shelf NONE = new Shelf() {
        @Override
        public void put(SortMode mode, Path from, Path to) {}

        @Override
        public void write(byte[] content, Path to) {}
    };

    /**
     * @param from absolute
     * @param to relative to the folder that is sorted into; nothing is there
     * @throws IOException when this file cannot be put there; nothing has changed then
     * @throws io.genrestream.cli.CommandFailure when nothing more can be put anywhere
     */
    void put(SortMode mode, Path from, Path to) throws IOException;

    /** Puts content there that comes from no file. */
    void write(byte[] content, Path to) throws IOException;
}
