package io.genrestream.feature.topology;

import io.genrestream.error.ErrorCode;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.AudioEncoding;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.RefusedRecordException;
import io.genrestream.topic.MetadataLimits;
import io.genrestream.topic.StreamKey;
import java.time.Duration;
import java.util.Set;

/** Checks that a chunk is what the front end takes, so that whatever fails after it is no fault of the chunk. */
final class ChunkCheck {
    /** Far beyond any stream, and far from where sums of samples overflow. */
    private static final long MOST_SECONDS = Duration.ofDays(100 * 365).toSeconds();

    private static final Set<ErrorCode> OF_SAMPLES =
            Set.of(ChunkError.WRONG_SAMPLE_RATE, ChunkError.WRONG_ENCODING, ChunkError.ODD_BYTE_COUNT);

    private final int sampleRate;

    /** @param sampleRate of the front end (Hz) */
    ChunkCheck(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** Whether the samples alone are refused, so that the chunk still says whose stream it is and where it ends. */
    static boolean isOfSamplesAlone(ErrorCode code) {
        return OF_SAMPLES.contains(code);
    }

    /** @throws RefusedRecordException when it is not */
    void check(byte[] key, AudioChunk chunk) {
        require(StreamKey.isId(chunk.getStreamId()), "streamId", "\"" + chunk.getStreamId() + "\"");
        if (!EventReader.isKey(key, chunk.getStreamId())) {
            throw new RefusedRecordException(ChunkError.KEY_MISMATCH, "The stream is " + chunk.getStreamId() + ".");
        }
        require(chunk.getAttempt() >= 0, "attempt", chunk.getAttempt());
        require(chunk.getEpoch() >= 0, "epoch", chunk.getEpoch());
        require(chunk.getSequence() >= 0 && chunk.getSequence() < Long.MAX_VALUE, "sequence", chunk.getSequence());
        require(
                chunk.getStartSample() >= 0 && chunk.getStartSample() <= MOST_SECONDS * sampleRate,
                "startSample",
                chunk.getStartSample());
        int attributes = MetadataLimits.bytes(chunk.getAttributes());
        require(attributes <= MetadataLimits.ATTRIBUTE_BYTES, "attributes", attributes + " bytes");
        requireLength("externalId", chunk.getExternalId(), MetadataLimits.EXTERNAL_ID_CHARACTERS);
        requireLength("title", chunk.getTitle(), MetadataLimits.TITLE_CHARACTERS);
        if (chunk.getEncoding() != AudioEncoding.PCM_S16LE) {
            throw new RefusedRecordException(ChunkError.WRONG_ENCODING, "They are " + chunk.getEncoding() + ".");
        }
        if (chunk.getSampleRate() != sampleRate) {
            throw new RefusedRecordException(
                    ChunkError.WRONG_SAMPLE_RATE,
                    "It has %d Hz, the front end %d Hz.".formatted(chunk.getSampleRate(), sampleRate));
        }
        if (chunk.getSamples().remaining() % Short.BYTES != 0) {
            throw new RefusedRecordException(
                    ChunkError.ODD_BYTE_COUNT,
                    "It has %d bytes.".formatted(chunk.getSamples().remaining()));
        }
    }

    private static void require(boolean inRange, String name, Object value) {
        if (!inRange) {
            throw new RefusedRecordException(ChunkError.INVALID_CHUNK, "Its %s is %s.".formatted(name, value));
        }
    }

    private static void requireLength(String name, String text, int most) {
        int characters = text == null ? 0 : text.length();
        require(characters <= most, name, characters + " characters");
    }
}
