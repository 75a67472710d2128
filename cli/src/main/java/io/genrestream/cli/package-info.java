/** The {@code genrestream} command: its options, what it says, and the codes it ends with. */
package io.genrestream.cli;
