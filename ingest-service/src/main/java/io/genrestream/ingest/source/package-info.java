/**
 * Live sources that are wanted: the log of requests, what may be requested, and which instance follows which source. How one
 * is followed is the business of {@link io.genrestream.ingest.source.WantedSources.Runner}.
 */
package io.genrestream.ingest.source;
