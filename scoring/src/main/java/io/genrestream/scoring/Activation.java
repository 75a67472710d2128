package io.genrestream.scoring;

/** What the scores of a model mean together; the graph has already applied it. */
public enum Activation {
    /** One genre of all: the scores sum to one. */
    SOFTMAX,
    /**
     * Several genres at once: each score is the probability of its genre, whatever the others are. The label is the
     * likeliest, its score the confidence; UNKNOWN says that none reaches the model's limit. The others that do are told by
     * their scores.
     */
    SIGMOID
}
