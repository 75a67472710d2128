package io.genrestream.decoding;

/**
 * Text that came out of a file or of a child process, made safe to log, to answer with and to put into an event: one
 * line of bounded length, in which every character that would control a terminal or break the line is written as its
 * number, {@code \}{@code u001b} for an escape.
 */
final class OneLine {
    private OneLine() {}

    /** @param most characters of the result; what is longer is cut and ends in an ellipsis */
    static String of(String text, int most) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), most));
        for (int at = 0, character; at < text.length(); at += Character.charCount(character)) {
            character = text.codePointAt(at);
            String written = controls(character) ? "\\u%04x".formatted(character) : Character.toString(character);
            if (line.length() + written.length() >= most && at + Character.charCount(character) < text.length()) {
                return line.append('…').toString();
            }
            line.append(written);
        }
        return line.toString();
    }

    private static boolean controls(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Of the invisible ones, those that turn the direction of all that follows.
            case Character.FORMAT ->
                character >= 0x202a && character <= 0x202e || character >= 0x2066 && character <= 0x2069;
            default -> false;
        };
    }
}
