/** A real Kafka broker and a real schema registry as child processes on loopback, from Maven artifacts alone. */
package io.genrestream.embedded;
