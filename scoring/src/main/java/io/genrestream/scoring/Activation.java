package io.genrestream.scoring;

/** What the scores of a model mean together; the graph has already applied it. */
public enum Activation {
    /** One genre of all: the scores sum to one. */
    SOFTMAX,
    /** Several genres at once: each score is a probability of its own. */
    SIGMOID
}
