/** {@code genrestream extract}: features of files as a table, without Kafka. */
package io.genrestream.cli.extract;
