/**
 * A radio station that does what real ones do to their listeners: {@link io.genrestream.testkit.radio.RadioServer} takes
 * the connections, {@link io.genrestream.testkit.radio.RadioAnswer} says how each is answered.
 *
 * <pre>{@code
 * try (var radio = new RadioServer()) {
 *     radio.answer("/live", RadioAnswer.audio("audio/mpeg", mp3, 16_000).metaint(8192).titles(UTF_8, "A - B", "C - D"));
 *     radio.answer("/torn", RadioAnswer.audio("audio/mpeg", mp3, 16_000).dropAfter(40_000), RadioAnswer.status(404));
 *     radio.answer("/page", request -> request.header("User-Agent").startsWith("Mozilla") ? page : audio);
 *     radio.answer("/go", RadioAnswer.redirect("/edge?a"), RadioAnswer.redirect("/edge?b"));
 *     open(radio.uri("/live"));
 *     radio.offAir("/live");
 * }
 * }</pre>
 */
package io.genrestream.testkit.radio;
