/** Labels of files by the folders that they lie in. */
package io.genrestream.cli.label;
