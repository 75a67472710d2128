/** Arrays in NumPy's own files, read by streams. */
package io.genrestream.analysis.numpy;
