package io.genrestream.cli.extract;

import io.genrestream.dsp.FrontEndSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Rows that were kept, in the order of the files; can be gone through any number of times, a block in memory at once. */
final class FeatureTable {
    private final Layout layout;
    private final FrontEndSpec frontEnd;
    private final KeptRows keptRows;
    private final List<KeptFile> files;
    private final Labelling labels;

    @FunctionalInterface
    interface Rows {

        /** @param row {@link Layout#places()} doubles, then a float for each column */
        void take(Texts file, ByteBuffer row) throws IOException;
    }

    FeatureTable(Layout layout, FrontEndSpec frontEnd, KeptRows keptRows, List<KeptFile> files, Labelling labels) {
        this.layout = layout;
        this.frontEnd = frontEnd;
        this.keptRows = keptRows;
        this.files = files;
        this.labels = labels;
    }

    Layout layout() {
        return layout;
    }

    /** What the rows were computed with. */
    FrontEndSpec frontEnd() {
        return frontEnd;
    }

    long count() throws IOException {
        long[] count = new long[1];
        forEach((file, row) -> count[0]++);
        return count[0];
    }

    void forEach(Rows rows) throws IOException {
        for (KeptFile file : files) {
            Texts texts = labels.of(file);
            for (long place : file.blocks()) {
                ByteBuffer block = keptRows.block(place);
                while (block.hasRemaining()) {
                    rows.take(texts, block.slice(block.position(), layout.rowBytes()));
                    block.position(block.position() + layout.rowBytes());
                }
            }
        }
    }
}
