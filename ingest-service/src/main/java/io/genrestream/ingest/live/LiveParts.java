package io.genrestream.ingest.live;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.AttemptLog;
import io.genrestream.live.LiveReader;

/**
 * What all live sources of an instance have in common.
 *
 * @param decoders made for live sources
 * @param publishing in live chunks, with a membership check that throws rather than waits
 * @param log of attempts that publish so
 * @param totals to be counted into
 */
public record LiveParts(
        LiveReader reader,
        DecoderPool decoders,
        Publishing publishing,
        AttemptLog log,
        StreamView view,
        ActiveStreams active,
        LiveTotals totals) {

    int sampleRate() {
        return publishing.sampleRate();
    }
}
