/** {@code genrestream evaluate}: how good a model is on data whose genres are known. */
package io.genrestream.cli.evaluate;
