package io.genrestream.error;

/** What people are told about an error: sentences that say what is wrong, and what to do. */
public record ErrorText(String meaning, String remedy) {}
