package io.genrestream.inference.topology;

import io.genrestream.event.EndReason;
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
 * What is kept of a stream between two windows. After its end only the place stays, against late duplicates.
 *
 * @param ended whether the final result is out
 * @param epoch of the last window
 * @param windowIndex of the last window
 * @param streamSample samples heard of the stream up to the last window
 * @param capturedAt latest of the windows (ms since 1970 UTC)
 * @param writtenAt wall clock of the service (ms since 1970 UTC)
 * @param modelDigest the model that scored the windows, since sums over two models mean nothing
 * @param score encoded track score, empty after the end
 */
record TrackState(
        boolean ended,
        int epoch,
        int windowIndex,
        long streamSample,
        long capturedAt,
        long writtenAt,
        String modelDigest,
        byte[] score) {

    private static final byte VERSION = 1;

    static TrackState after(FeatureWindow window, long capturedAt, long now, String modelDigest, byte[] score) {
        boolean ended = window.getEndReason() != EndReason.NONE;
        return new TrackState(
                ended,
                window.getEpoch(),
                window.getWindowIndex(),
                window.getStreamSample(),
                capturedAt,
                now,
                modelDigest,
                ended ? new byte[0] : score);
    }

    /**
     * Whether this window was counted before. Its place alone does not tell: a stream that comes back long after its end
     * starts counting anew, but was captured later than everything before.
     */
    boolean hasSeen(FeatureWindow window) {
        if (window.getCapturedAt().toEpochMilli() > capturedAt) {
            return false;
        }
        if (window.getEpoch() != epoch) {
            return window.getEpoch() < epoch;
        }
        // A record without frames only ends the stream; it has no place of its own among the windows.
        return window.getFrames() > 0 ? window.getWindowIndex() <= windowIndex : ended;
    }

    /** Whether the window goes on with the same attempt, by the same model. */
    boolean isContinuedBy(FeatureWindow window, String currentModel) {
        return !ended && window.getStreamSample() >= streamSample && modelDigest.equals(currentModel);
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
            out.writeInt(epoch);
            out.writeInt(windowIndex);
            out.writeLong(streamSample);
            out.writeLong(capturedAt);
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
