package io.genrestream.feature.window;

import io.genrestream.dsp.rhythm.Rhythm;
import io.genrestream.dsp.rhythm.RhythmTracker;
import io.genrestream.dsp.rhythm.StreamRhythm;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.feature.state.StreamProgress;
import io.genrestream.streams.StateVersionException;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rhythm of a task's streams, for their aggregates, where the module is there. */
final class Rhythms {
    private final RhythmTracker tracker;
    private final KeyValueStore<String, byte[]> store;

    Rhythms(RhythmTracker tracker, KeyValueStore<String, byte[]> store) {
        this.tracker = tracker;
        this.store = store;
    }

    /** @param before the stream's progress before the chunk that is to be processed */
    Chunk open(String id, StreamProgress before, short[] samples, int count) {
        return new Chunk(id, before, samples, count);
    }

    void breakOff(String id, StreamProgress progress) {
        StreamRhythm stream = stream(id, progress);
        stream.breakOff();
        store.put(id, stream.encode());
    }

    void describeWhole(String id, StreamProgress progress, FeatureAggregate aggregate) {
        write(stream(id, progress).whole(), aggregate);
    }

    private StreamRhythm stream(String id, StreamProgress progress) {
        byte[] stored = store.get(id);
        if (stored != null) {
            StreamRhythm stream = resume(stored);
            // Otherwise a part of the stream was worked through by a service without the module.
            if (stream.position() == progress.samples()) {
                return stream;
            }
        }
        return tracker.start(progress.samples());
    }

    private StreamRhythm resume(byte[] stored) {
        try {
            return tracker.resume(stored);
        } catch (IllegalStateException e) {
            throw new StateVersionException(e);
        }
    }

    private static void write(Rhythm rhythm, FeatureAggregate aggregate) {
        aggregate.setOnsetRate((float) rhythm.onsetRate());
        aggregate.setTempo(rhythm.tempo().isPresent() ? (float) rhythm.tempo().getAsDouble() : null);
        aggregate.setPitchMean((float) rhythm.pitchMean());
        aggregate.setPitchMedian((float) rhythm.pitchMedian());
        aggregate.setPitchStd((float) rhythm.pitchStd());
        aggregate.setVoicedFraction((float) rhythm.voicedFraction());
    }

    /** A chunk that is processed step by step: an aggregate in the middle of it must not depend on what follows. */
    final class Chunk {
        private final String id;
        private final StreamRhythm stream;
        private final long mediaBefore;
        private final short[] samples;
        private final int count;
        private int processed;

        private Chunk(String id, StreamProgress before, short[] samples, int count) {
            this.id = id;
            this.stream = stream(id, before);
            this.mediaBefore = before.mediaEnd();
            this.samples = samples;
            this.count = count;
        }

        /** Processes it up to where the aggregate ends. */
        void describeRolling(FeatureAggregate aggregate) {
            processTo((int) (aggregate.getEndSample() - mediaBefore));
            write(stream.rolling(), aggregate);
        }

        /** Processes the rest and stores what is known then. */
        void close() {
            processTo(count);
            store.put(id, stream.encode());
        }

        private void processTo(int end) {
            stream.process(samples, processed, end - processed);
            processed = end;
        }
    }
}
