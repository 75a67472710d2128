/** How good a model's answers are, where the right ones are known: figures of merit, each by its usual definition. */
package io.genrestream.analysis.evaluation;
