package io.genrestream.live.http;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;

/** What a status other than 2xx says of a source. */
final class Statuses {
    private static final int SERVER_ERROR = 500;

    private Statuses() {}

    static LiveException failure(int status) {
        LiveError code = status < SERVER_ERROR ? LiveError.SOURCE_REFUSED : LiveError.SOURCE_UNREACHABLE;
        return new LiveException(code, "status " + status, status, null);
    }
}
