package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysedTrack;
import io.genrestream.analysis.AnalysisError;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.PathText;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers a file's rows and has them kept block by block, so that a long track takes no more memory. */
abstract class FileRows implements TrackSink {
    private static final int BLOCK_BYTES = 1 << 18;

    private final Layout layout;
    private final KeptRows keptRows;
    private final FileFingerprint fingerprint;
    private final List<Long> blocks = new ArrayList<>();
    private ByteBuffer rows;

    FileRows(Layout layout, KeptRows keptRows, Path file) {
        this.layout = layout;
        this.keptRows = keptRows;
        this.fingerprint = FileFingerprint.of(file);
    }

    @Override
    public final void end(AnalysedTrack track) {
        addLast(track);
        flush();
    }

    /** The rows of the whole track. */
    protected void addLast(AnalysedTrack track) {}

    /**
     * @param whole row of the level, of which the table has the chosen columns
     * @param places values of {@link Level#places()}
     */
    protected final void add(float[] whole, double... places) {
        if (rows == null) {
            rows = ByteBuffer.allocate(Math.max(BLOCK_BYTES, layout.rowBytes()));
        } else if (rows.remaining() < layout.rowBytes()) {
            keepBlock();
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
            case FileAnalysis.Analysed analysed
            when blocks.isEmpty() ->
                failed(analysed.file(), AnalysisError.TOO_SHORT.name(), AnalysisError.TOO_SHORT.sentence(""));
            case FileAnalysis.Analysed analysed ->
                new KeptFile(
                        PathText.of(analysed.file()),
                        fingerprint,
                        analysed.audio().tags().getOrDefault("artist", "").replaceAll("\\p{Cc}", " "),
                        analysed.warnings(),
                        null,
                        null,
                        blocks.stream().mapToLong(Long::longValue).toArray());
            case FileAnalysis.Failed failed -> failed(failed.file(), failed.code(), failed.message());
        };
    }

    private KeptFile failed(Path file, String code, String message) {
        return new KeptFile(PathText.of(file), fingerprint, "", List.of(), code, message, new long[0]);
    }

    private void flush() {
        if (rows != null && rows.position() > 0) {
            keepBlock();
        }
        rows = null;
    }

    private void keepBlock() {
        blocks.add(keptRows.addBlock(rows.flip()));
        rows.clear();
    }
}
