package io.genrestream.feature.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.error.ErrorCode;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.AudioEncoding;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.RefusedRecordException;
import io.genrestream.topic.StreamKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Checks that a chunk is what the front end takes, so that whatever fails after it is no fault of the chunk. */
final class ChunkCheck {
    /** What the events allow; the stream's head is bounded by it (bytes of UTF-8). */
    private static final int MOST_ATTRIBUTE_BYTES = 2_048;

    private static final int LONGEST_EXTERNAL_ID = 1_024;
    private static final int LONGEST_TITLE = 512;

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
        int attributes = bytes(chunk.getAttributes());
        require(attributes <= MOST_ATTRIBUTE_BYTES, "attributes", attributes + " bytes");
        int externalId = chunk.getExternalId() == null ? 0 : bytes(chunk.getExternalId());
        require(externalId <= LONGEST_EXTERNAL_ID, "externalId", externalId + " bytes");
        int title = chunk.getTitle() == null ? 0 : chunk.getTitle().length();
        require(title <= LONGEST_TITLE, "title", title + " characters");
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

    private static int bytes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
