package io.genrestream.scoring.track;

import io.genrestream.scoring.WindowScores;
import java.util.Optional;

/**
 * A window and what a model says of it.
 *
 * @param scores empty where the window was not scored, or is talk
 */
public record ScoredWindow(GenreVerdict verdict, Optional<WindowScores> scores) {}
