package io.genrestream.live;

/**
 * What a host wants to know before it answers, as the value of an Authorization header.
 *
 * @param authorization such as {@code Basic dXNlcjpwYXNz}
 */
public record Credential(String authorization) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "Credential[...]";
    }
}
