/** Live sources: {@code genrestream sources}, and what {@code genrestream send --url} has in common with it. */
package io.genrestream.cli.source;
