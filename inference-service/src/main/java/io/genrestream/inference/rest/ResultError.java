package io.genrestream.inference.rest;

import io.genrestream.error.ErrorText;
import io.genrestream.kit.http.HttpError;
import io.genrestream.kit.http.HttpErrorCode;

/** Why a request is not answered with what it asks for. The name is the stable code. */
public enum ResultError implements HttpErrorCode {
    INVALID_ID(
            400,
            "Invalid stream id",
            "A stream's id is 1 to 128 characters of A-Z a-z 0-9 . _ - and neither . nor .., written as they are, without"
                    + " percent-encoding and matrix parameters.",
            "Ask for such an id."),
    NO_RESULT(
            404,
            "No result",
            "There is no result for this stream yet: none was sent under this id, or its first window is not complete.",
            "Ask again in a few seconds, or ask the ingest service for the stream's state."),
    RESULTS_NOT_READY(
            503,
            "Results not ready",
            "This instance is still reading the results it serves.",
            "Ask again in a few seconds, or ask another instance."),
    TOO_MANY_FOLLOWERS(
            503,
            "Too many connections",
            "This instance serves as many event streams as it may (genrestream.events.connections), all of streams that"
                    + " have results, or a quarter of them to one owner.",
            "Try again later, or another instance."),
    BAD_EVENT_ID(
            400,
            "Unknown event id",
            "The Last-Event-ID was not given out for this stream, or these streams in this order.",
            "Leave it out to start from the beginning."),
    BAD_STREAMS(
            400,
            "Unknown streams",
            "The parameters streams and watch do not name streams as they must.",
            "Name, with commas between them, at least one and at most 50 ids of streams, at most 4 of them under watch, none"
                    + " twice."),
    BAD_START(
            400,
            "Unknown start",
            "The parameter from has no such value.",
            "Give beginning, which sends the latest attempt from its first event, recent, which sends its last ten minutes, or"
                    + " now, which sends the present result and goes on.");

    /** When to ask again after an error that passes (s). */
    static final int RETRY_AFTER = 2;

    private final HttpError error;

    ResultError(int status, String title, String meaning, String remedy) {
        error = new HttpError(status, title, new ErrorText(meaning, remedy));
    }

    @Override
    public HttpError error() {
        return error;
    }
}
