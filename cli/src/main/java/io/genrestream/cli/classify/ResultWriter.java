package io.genrestream.cli.classify;

/** Where results go, in the order of the files. */
interface ResultWriter extends AutoCloseable {

    void take(Classification result, RowSource source);

    /** @throws io.genrestream.cli.CommandFailure when what was taken could not be written */
    @Override
    void close();
}
