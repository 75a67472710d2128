/** What tests need to run on the real thing: a broker, a registry, and sound to classify. */
package io.genrestream.testkit;
