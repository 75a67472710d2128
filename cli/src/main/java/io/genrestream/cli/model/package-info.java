/** Models of one's own: {@code model pack} and {@code model check}. */
package io.genrestream.cli.model;
