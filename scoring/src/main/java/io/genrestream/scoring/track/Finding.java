package io.genrestream.scoring.track;

import io.genrestream.scoring.WindowScores;
import java.util.Optional;

/**
 * What was found of a window.
 *
 * @param scores empty where the window was not scored
 */
public record Finding(Decision decision, Optional<WindowScores> scores) {}
