/**
 * Live sources: a connection that breaks and is made again, its audio through decoders into epochs of one attempt, and the
 * attempt itself, which goes on at another instance when this one is gone.
 */
package io.genrestream.ingest.live;
