package io.genrestream.ingest.fault;

import io.genrestream.decoding.DecodingException;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemException;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.util.Set;

/** A refused request or a failed stream: a stable code, the HTTP status that goes with it, and a sentence for people. */
public final class IngestException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final Set<String> REFUSALS = Set.of(
            IngestError.RECORD_TOO_LARGE.name(),
            IngestError.BROKER_REFUSED.name(),
            IngestError.REGISTRY_REFUSED.name());

    public IngestException(IngestError error) {
        this(error, "");
    }

    /** @param detail what is known of this very case; may be empty */
    public IngestException(IngestError error, String detail) {
        this(error, detail, null);
    }

    public IngestException(IngestError error, String detail, Throwable cause) {
        super(Problem.of(error, detail), cause);
    }

    public IngestException(DecodingException cause) {
        super(new Problem(cause.code().name(), cause.code().meaning(), status(cause), cause.getMessage()), cause);
    }

    /** @param advice what to do beside what the cause says; may be empty */
    public IngestException(LiveException cause, String advice) {
        super(
                new Problem(
                        cause.code().name(),
                        cause.code().meaning(),
                        status(cause.code()),
                        (cause.getMessage() + " " + advice).strip()),
                cause);
    }

    public String code() {
        return problem().code();
    }

    /** Whether the same request may succeed a little later. */
    public boolean isTemporary() {
        return problem().passes();
    }

    /** Whether the broker or the registry refused a record, and would do so again. */
    public boolean isRefusal() {
        return REFUSALS.contains(code());
    }

    /** What the source does is no fault of this service, and to be mended by giving another address: never a 5xx. */
    private static int status(LiveError fault) {
        return switch (fault) {
            case ADDRESS_INVALID -> 400;
            case ADDRESS_REFUSED -> 403;
            case SOURCE_UNREACHABLE,
                    SOURCE_REFUSED,
                    SOURCE_NOT_AUDIO,
                    SOURCE_UNSUPPORTED,
                    SOURCE_STALLED,
                    SOURCE_OFF_AIR,
                    SOURCE_ENDED,
                    TITLES_DAMAGED,
                    TLS_UNTRUSTED,
                    TOO_MANY_REDIRECTS,
                    PLAYLIST_EMPTY,
                    NOT_LIVE,
                    TOO_LARGE -> 422;
        };
    }

    private static int status(DecodingException failure) {
        return switch (failure.code()) {
            case EMPTY_INPUT -> 400;
            case NOT_AUDIO, UNSUPPORTED_FORMAT, PROTECTED -> 415;
            case TOO_LARGE, INDEX_AT_END -> 413;
            case NO_AUDIO_TRACK, NO_SAMPLES, CORRUPT_AUDIO, MEMORY_LIMIT, TIME_LIMIT, DECODER_CRASHED -> 422;
            case DECODERS_BUSY, DECODER_UNAVAILABLE, UNLIMITED_MEMORY -> 503;
            case CANCELLED, UNSUPPORTED_RATE -> 500;
        };
    }
}
