/** What the commands that analyse files without Kafka share: their options, and how they show how far they are. */
package io.genrestream.cli.offline;
