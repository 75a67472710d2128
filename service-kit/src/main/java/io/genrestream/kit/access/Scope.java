package io.genrestream.kit.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Scope {
    /** Send audio, want live sources, and delete what is the caller's own. */
    FEED,
    /** See streams and results that are the caller's own. */
    READ,
    /** Both, of everybody. */
    ADMIN;

    /** As it is written in the file of keys and in tokens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /**
     * @param words with commas between them
     * @throws IllegalArgumentException where one is none of a scope, or there is none
     */
    public static Set<Scope> parse(String words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words.split(",", -1)) {
            scopes.add(
                    of(word.strip()).orElseThrow(() -> new IllegalArgumentException("a scope is feed, read or admin")));
        }
        return scopes;
    }
}
