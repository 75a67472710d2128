package io.genrestream.analysis;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.StreamLimits;
import io.genrestream.scoring.track.NonFiniteScoresException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/** Decodes files in a worker process and analyses what comes out; one a thread. */
public final class FileAnalyzer {
    private static final int BLOCK = 22_050;

    private final DecoderPool decoders;
    private final SampleAnalyzer analyzer;
    private final Excerpt excerpt;
    private final DoubleConsumer analysed;
    private final int sampleRate;
    private final short[] block = new short[BLOCK];

    /** @param analysed is told the seconds of audio that were analysed, a block at a time */
    public FileAnalyzer(DecoderPool decoders, SampleAnalyzer analyzer, Excerpt excerpt, DoubleConsumer analysed) {
        sampleRate = analyzer.frontEnd().sampleRate();
        this.decoders = decoders;
        this.analyzer = analyzer;
        this.excerpt = excerpt;
        this.analysed = analysed;
    }

    /**
     * Analyses one file. Whatever is wrong with it is an outcome.
     *
     * @throws InterruptedException when the thread is interrupted; the decoding is cancelled
     * @throws UncheckedIOException as {@code sink} throws it
     */
    public FileAnalysis analyze(Path file, TrackSink sink) throws InterruptedException {
        StreamLimits limits = new StreamLimits(Long.MAX_VALUE, excerpt.needed(), StreamLimits.DEFAULT.stall());
        try (Decoding decoding = decoders.open(limits, sampleRate)) {
            FileFeed feed = new FileFeed(file, decoding);
            // Not a virtual one: a pipe that is opened would keep a processor's carrier until somebody writes to it.
            Thread feeder = Thread.ofPlatform().daemon().name("feed").start(feed);
            try {
                AnalysedTrack track = process(decoding, sink);
                DecodedAudio audio = decoding.summary();
                return track.samples() == 0
                        ? FileAnalysis.Failed.of(file, AnalysisError.EXCERPT_BEYOND_END, lengths(audio))
                        : new FileAnalysis.Analysed(file, audio, track);
            } catch (DecodingException e) {
                // The feed closes the decoding when it cannot read the file: then that is the reason.
                return unlessInterrupted(feed.failure().orElseGet(() -> FileAnalysis.Failed.of(file, e)));
            } finally {
                decoding.close();
                feeder.interrupt();
                feeder.join();
            }
        } catch (DecodingException e) {
            return unlessInterrupted(FileAnalysis.Failed.of(file, e));
        } catch (NonFiniteScoresException e) {
            return FileAnalysis.Failed.of(file, AnalysisError.NON_FINITE_SCORES, "");
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            return FileAnalysis.Failed.of(file, AnalysisError.ANALYSIS_FAILED, e.toString());
        }
    }

    private AnalysedTrack process(Decoding decoding, TrackSink sink)
            throws DecodingException, NonFiniteScoresException {
        long first = excerpt.firstSample(sampleRate);
        long end = excerpt.endSample(sampleRate);
        long at = 0;
        analyzer.begin(sink);
        for (int count = decoding.read(block); count >= 0; count = decoding.read(block)) {
            int from = (int) Math.clamp(first - at, 0, count);
            int to = (int) Math.clamp(end - at, from, count);
            analyzer.process(block, from, to - from);
            analysed.accept((double) (to - from) / sampleRate);
            at += count;
        }
        return analyzer.end();
    }

    private String lengths(DecodedAudio audio) {
        return "%.1f s long, the excerpt begins at %.1f s"
                .formatted(audio.seconds(), excerpt.offset().toMillis() / 1000.0);
    }

    private static FileAnalysis unlessInterrupted(FileAnalysis.Failed failed) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return failed;
    }
}
