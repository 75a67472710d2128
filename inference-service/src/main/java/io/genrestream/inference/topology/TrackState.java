package io.genrestream.inference.topology;

import io.genrestream.event.FeatureWindow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is kept of a stream between two windows, beside the entries of its score. After its end only the place stays,
 * against late duplicates.
 *
 * @param ended whether the final result is out, or the stream was deleted
 * @param attempt of the last window
 * @param epoch of the last window
 * @param windowIndex of the last window
 * @param streamSample media time reached (samples)
 * @param startedAt record timestamp of the attempt's first result (ms since 1970 UTC)
 * @param writtenAt wall clock of the service (ms since 1970 UTC)
 * @param modelDigest the model that scored the windows, since sums over two models mean nothing
 * @param score head of the track score, empty after the end
 */
record TrackState(
        boolean ended,
        long attempt,
        int epoch,
        int windowIndex,
        long streamSample,
        long startedAt,
        long writtenAt,
        String modelDigest,
        byte[] score) {

    private static final byte VERSION = 2;
    private static final byte[] NO_SCORE = {};

    /** Where a stream that goes on stands after {@code window}. */
    static TrackState open(FeatureWindow window, long startedAt, long now, String modelDigest, byte[] score) {
        return new TrackState(
                false,
                window.getAttempt(),
                window.getEpoch(),
                window.getWindowIndex(),
                window.getStreamSample(),
                startedAt,
                now,
                modelDigest,
                score);
    }

    /** What stays of a stream that ended with {@code window}. */
    static TrackState ended(FeatureWindow window, long now) {
        return new TrackState(
                true,
                window.getAttempt(),
                window.getEpoch(),
                window.getWindowIndex(),
                window.getStreamSample(),
                0,
                now,
                "",
                NO_SCORE);
    }

    /** Whether the window is of an attempt that another one has followed. */
    boolean isAfter(FeatureWindow window) {
        return attempt > window.getAttempt();
    }

    /** Whether the attempt that the window is of has ended. */
    boolean hasEnded(FeatureWindow window) {
        return ended && attempt == window.getAttempt();
    }

    /** Whether this window of the same attempt was counted before. */
    boolean hasSeen(FeatureWindow window) {
        if (attempt != window.getAttempt() || window.getEpoch() > epoch) {
            return false;
        }
        // A record without frames only ends the stream; it has no place of its own among the windows.
        return window.getEpoch() < epoch || window.getFrames() > 0 && window.getWindowIndex() <= windowIndex;
    }

    /** Whether the window goes on with the same attempt. */
    boolean isContinuedBy(FeatureWindow window) {
        return !ended && attempt == window.getAttempt();
    }

    static Serde<TrackState> serde() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : state.encode(),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    private byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(ended);
            out.writeLong(attempt);
            out.writeInt(epoch);
            out.writeInt(windowIndex);
            out.writeLong(streamSample);
            out.writeLong(startedAt);
            out.writeLong(writtenAt);
            out.writeUTF(modelDigest);
            out.write(score);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written.", e);
        }
        return bytes.toByteArray();
    }

    private static TrackState decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "The state store holds version %d, this program reads %d: reset the application, as README says."
                                .formatted(version, VERSION));
            }
            return new TrackState(
                    in.readBoolean(),
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readUTF(),
                    in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("The state store holds " + encoded.length + " bytes that are cut off.", e);
        }
    }
}
