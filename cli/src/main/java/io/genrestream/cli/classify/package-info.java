/** {@code genrestream classify}: the genre of files, without Kafka. */
package io.genrestream.cli.classify;
