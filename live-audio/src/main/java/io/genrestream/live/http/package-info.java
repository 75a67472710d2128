/** One request for a live source, its playlist or a part of it: guarded, bounded, and with errors that have a code. */
package io.genrestream.live.http;
