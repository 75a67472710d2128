/** Keys of the services: {@code genrestream keys}. */
package io.genrestream.cli.key;
