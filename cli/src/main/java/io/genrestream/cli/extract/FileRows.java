package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysisError;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.HeardTrack;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.PathText;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers a file's rows and has the journal keep them block by block, so that a long track takes no more memory. */
abstract class FileRows implements TrackSink {
    private static final int BLOCK_BYTES = 1 << 18;

    private final Layout layout;
    private final Journal journal;
    private final FileStamp stamp;
    private final List<Long> blocks = new ArrayList<>();
    private ByteBuffer rows;

    FileRows(Layout layout, Journal journal, Path file) {
        this.layout = layout;
        this.journal = journal;
        this.stamp = FileStamp.of(file);
    }

    @Override
    public final void end(HeardTrack track) {
        addLast(track);
        flush();
    }

    /** The rows of the whole track. */
    protected void addLast(HeardTrack track) {}

    /**
     * @param whole row of the level, of which the table has the chosen columns
     * @param places values of {@link Level#places()}
     */
    protected final void add(float[] whole, double... places) {
        if (rows == null) {
            rows = ByteBuffer.allocate(Math.max(BLOCK_BYTES, layout.rowBytes()));
        } else if (rows.remaining() < layout.rowBytes()) {
            journalRows();
        }
        for (double place : places) {
            rows.putDouble(place);
        }
        for (int source : layout.sources()) {
            rows.putFloat(whole[source]);
        }
    }

    /** What is kept of the file when its analysis has ended. */
    KeptFile kept(FileAnalysis outcome) {
        return switch (outcome) {
            case FileAnalysis.Heard heard
            when blocks.isEmpty() ->
                failed(heard.file(), AnalysisError.TOO_SHORT.name(), AnalysisError.TOO_SHORT.sentence(""));
            case FileAnalysis.Heard heard ->
                new KeptFile(
                        PathText.of(heard.file()),
                        stamp,
                        heard.audio().tags().getOrDefault("artist", "").replaceAll("\\p{Cc}", " "),
                        heard.warnings(),
                        null,
                        null,
                        blocks.stream().mapToLong(Long::longValue).toArray());
            case FileAnalysis.Failed failed -> failed(failed.file(), failed.code(), failed.message());
        };
    }

    private KeptFile failed(Path file, String code, String message) {
        return new KeptFile(PathText.of(file), stamp, "", List.of(), code, message, new long[0]);
    }

    private void flush() {
        if (rows != null && rows.position() > 0) {
            journalRows();
        }
        rows = null;
    }

    private void journalRows() {
        blocks.add(journal.addRows(rows.flip()));
        rows.clear();
    }
}
