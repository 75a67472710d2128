/**
 * Onsets, tempo and pitch. Under GPL-3.0-only, for it links TarsosDSP (Joren Six, IPEM), whose BeatRoot (Simon Dixon, 2001
 * and 2007) and YIN (de Cheveigné and Kawahara, 2002) do the two hard parts. Nothing else may link this package: it is
 * found as a {@link io.genrestream.dsp.rhythm.RhythmModule}.
 */
package io.genrestream.rhythm;
