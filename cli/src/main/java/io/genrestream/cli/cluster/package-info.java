/** {@code genrestream cluster}: tracks in groups of those that sound alike, and a map of them. */
package io.genrestream.cli.cluster;
