/** Which hosts and ports a live source may lead to, held to where a connection is made. */
package io.genrestream.live.guard;
