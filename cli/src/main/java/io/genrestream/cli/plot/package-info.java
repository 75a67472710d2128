/** {@code genrestream plot}: pictures of a track. */
package io.genrestream.cli.plot;
