/** {@code genrestream sort}: music into folders or playlists by genre, and back. */
package io.genrestream.cli.sort;
