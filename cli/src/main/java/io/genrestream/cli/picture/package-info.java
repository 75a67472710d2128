/** Charts and the files that they are written to: the only part that knows JFreeChart and Batik. */
package io.genrestream.cli.picture;
