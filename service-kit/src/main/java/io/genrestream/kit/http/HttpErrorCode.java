package io.genrestream.kit.http;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** An error that a request over HTTP is answered with. */
public interface HttpErrorCode extends ErrorCode {
    HttpError error();

    @Override
    default ErrorText text() {
        return error().text();
    }

    default int status() {
        return error().status();
    }

    default String title() {
        return error().title();
    }
}
