/** {@code genrestream listen}: standard input pushed to the ingest service as a live stream. */
package io.genrestream.cli.listen;
