package io.genrestream.feature.state;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.aggregate.FrameTotals;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;

/**
 * What is known of a stream between two chunks, written after each of them. It stays small (9 KB at the shipped front
 * end) because all that grows lives in stores of its own: frames in {@link FrameStore}, sums in {@link FrameTotals}.
 *
 * @param frontEnd digest of the front end that made the framing and the frames
 * @param attempt the attempt that goes on or ended; none of a smaller number counts any more
 * @param sourceEpoch the source's epoch
 * @param nextSequence the sequence expected next in it
 * @param lastChunkAt when the last chunk was worked through, by this machine's clock (milliseconds since 1970, UTC)
 * @param phase whether it goes on, or only a marker is left
 * @param framing samples that no frame is complete with
 */
public record StreamHead(
        long frontEnd,
        long attempt,
        int sourceEpoch,
        long nextSequence,
        StreamProgress progress,
        ClientMetadata metadata,
        long lastChunkAt,
        Phase phase,
        FramingState framing) {

    /** Whether a stream goes on. */
    public enum Phase {
        OPEN,
        /** It ended: the marker is against late and repeated chunks. */
        ENDED,
        /** Nothing came of a live source for long: the marker is where the stream goes on if the source comes back. */
        IDLE
    }

    /** What a chunk is to a stream, judged by its place alone. */
    public enum Admission {
        /** Nothing is known of the stream. */
        FIRST,
        /** The one that was expected. */
        NEXT,
        /** Audio is missing before it, or the source began a new epoch: it starts an epoch of ours. */
        DISCONTINUITY,
        /** It starts a new attempt: the one before, if it goes on, has been given up, and everything begins anew. */
        NEW_ATTEMPT,
        /** The source of a live stream is back, which was given up for idle: it goes on in an epoch of ours. */
        REOPENING,
        /** It was worked through before. */
        DUPLICATE,
        /** Its attempt has ended, or a later one has begun. */
        LATE;

        /** Whether it is anything but the one that was expected. */
        public boolean isIrregular() {
            return this != FIRST && this != NEXT;
        }
    }

    /**
     * Of a stream that begins with a chunk. Our epochs count from the source's: if an earlier part of the attempt is
     * removed, none is used again.
     *
     * @param now by this machine's clock (milliseconds since 1970, UTC)
     */
    public static StreamHead first(long frontEnd, AudioChunk chunk, long now) {
        StreamProgress start = StreamProgress.start(chunk.getEpoch(), chunk.getStartSample());
        return at(frontEnd, chunk, start, new FramingState(), now);
    }

    /** After the chunk that was expected. */
    public StreamHead next(AudioChunk chunk, long now) {
        return at(frontEnd, chunk, progress, framing, now);
    }

    /** After a chunk that begins another epoch. */
    public StreamHead nextEpoch(AudioChunk chunk, StreamProgress begun, long now) {
        return at(frontEnd, chunk, begun, new FramingState(), now);
    }

    /**
     * After a chunk of a source that was away for long. Nothing is left of the epochs before but where they ended:
     * neither epochs nor media time go back.
     */
    public StreamHead reopened(AudioChunk chunk, long now) {
        int epoch = Math.max(progress.epoch().number() + 1, chunk.getEpoch());
        long start = Math.max(progress.mediaEnd(), chunk.getStartSample());
        return at(frontEnd, chunk, StreamProgress.start(epoch, start), new FramingState(), now);
    }

    private static StreamHead at(
            long frontEnd, AudioChunk chunk, StreamProgress progress, FramingState framing, long now) {
        return new StreamHead(
                frontEnd,
                chunk.getAttempt(),
                chunk.getEpoch(),
                chunk.getSequence() + 1,
                progress,
                ClientMetadata.of(chunk),
                now,
                Phase.OPEN,
                framing);
    }

    public Admission admit(AudioChunk chunk) {
        if (chunk.getAttempt() > attempt) {
            return Admission.NEW_ATTEMPT;
        }
        if (chunk.getAttempt() < attempt || phase == Phase.ENDED) {
            return Admission.LATE;
        }
        int epoch = chunk.getEpoch();
        if (phase == Phase.IDLE) {
            boolean comesBack = epoch > sourceEpoch || chunk.getEndReason() != EndReason.NONE;
            return comesBack ? Admission.REOPENING : Admission.LATE;
        }
        long sequence = chunk.getSequence();
        if (epoch < sourceEpoch || (epoch == sourceEpoch && sequence < nextSequence)) {
            return Admission.DUPLICATE;
        }
        boolean expected = epoch == sourceEpoch && sequence == nextSequence;
        return expected && chunk.getStartSample() <= progress.mediaEnd() ? Admission.NEXT : Admission.DISCONTINUITY;
    }

    public StreamHead with(StreamProgress now) {
        return new StreamHead(frontEnd, attempt, sourceEpoch, nextSequence, now, metadata, lastChunkAt, phase, framing);
    }

    /** The stream's place, without what another front end made of its samples. */
    public StreamHead restarted(long newFrontEnd) {
        return new StreamHead(
                newFrontEnd,
                attempt,
                sourceEpoch,
                nextSequence,
                progress.restarted(),
                metadata,
                lastChunkAt,
                phase,
                new FramingState());
    }

    /** What stays when the stream has ended. */
    public StreamHead marker() {
        return marker(frontEnd, attempt, lastChunkAt);
    }

    /** What stays of a live stream when its source has been away for long. */
    public StreamHead idle() {
        return idle(
                frontEnd, attempt, lastChunkAt, sourceEpoch, progress.epoch().number(), progress.mediaEnd());
    }

    /** @param mediaEnd media time reached (samples) */
    static StreamHead idle(long frontEnd, long attempt, long lastChunkAt, int sourceEpoch, int epoch, long mediaEnd) {
        StreamProgress progress = StreamProgress.start(epoch, mediaEnd);
        return new StreamHead(
                frontEnd,
                attempt,
                sourceEpoch,
                0,
                progress,
                ClientMetadata.NONE,
                lastChunkAt,
                Phase.IDLE,
                new FramingState());
    }

    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    static StreamHead marker(long frontEnd, long attempt, long lastChunkAt) {
        return new StreamHead(
                frontEnd,
                attempt,
                0,
                0,
                StreamProgress.start(0, 0),
                ClientMetadata.NONE,
                lastChunkAt,
                Phase.ENDED,
                new FramingState());
    }
}
