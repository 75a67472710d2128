package io.genrestream.cli.send;

import io.genrestream.result.GenreResult;

/** Is told how each file gets on, from several threads. */
public interface SendListener {

    /** @param bytes of the file; 0 where nobody knows yet, as of a pipe */
    void start(String file, long bytes);

    /** @param bytes handed to the network so far */
    void sent(String file, long bytes);

    /** @param result the genre so far */
    void genre(String file, GenreResult result);

    void finish(SendResult outcome);
}
