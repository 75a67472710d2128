/** Starting, watching and ending the parts of a pipeline on this machine: {@code up}, {@code down}, {@code status}. */
package io.genrestream.cli.run;
