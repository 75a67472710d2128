package io.genrestream.cli;

import java.util.Locale;

/** A verdict in a line for people. */
public final class VerdictText {
    private static final String NO_MUSIC = "NO_MUSIC";

    private VerdictText() {}

    /** The label; without one what it is instead: unknown, silence, steady sound, talk. */
    public static String name(String label, String verdict, String reason) {
        if (label != null) {
            return label;
        }
        if (!verdict.equals(NO_MUSIC) || reason == null) {
            return verdict.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return switch (reason) {
            case "SILENCE" -> "silence";
            case "STEADY" -> "steady sound";
            case "TALK" -> "talk";
            default -> "no music"; // of a stream whose end is the reason
        };
    }

    /** As wide as {@code 100 %}; nothing of what is no music, of which no label has a confidence. */
    public static String percent(String verdict, double confidence) {
        return verdict.equals(NO_MUSIC) ? "     " : String.format(Locale.ROOT, "%3.0f %%", 100 * confidence);
    }
}
