package io.genrestream.kit.http;

import io.genrestream.error.ErrorText;

/**
 * How an error is answered.
 *
 * @param status of the HTTP answer
 * @param title a few words, the same for each case
 */
public record HttpError(int status, String title, ErrorText text) {}
