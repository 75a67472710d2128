/** How much of everything many live streams take, from what was measured of few: docs/capacity.md. */
package io.genrestream.cli.capacity;
