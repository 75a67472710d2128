package io.genrestream.ingest.status;

import io.genrestream.topic.MetadataLimits;

/** Texts that others wrote, such as a radio station or a hostile file, as short as a stream's status may have them. */
public final class StatusText {
    private static final int MESSAGE_CHARACTERS = 1_000;

    private StatusText() {}

    /** A title's beginning. */
    public static String title(String title) {
        return start(title, MetadataLimits.TITLE_CHARACTERS);
    }

    /** An error's message, which shows where it is cut. */
    public static String message(String message) {
        String start = start(message, MESSAGE_CHARACTERS);
        return start.length() == message.length() ? message : start + "...";
    }

    /** No character is cut in two. */
    private static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
