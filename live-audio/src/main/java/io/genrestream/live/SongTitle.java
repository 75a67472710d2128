package io.genrestream.live;

/** A song's title on one line, from what a source has in fields of their own. */
public final class SongTitle {
    private static final int LONGEST = 1_000;

    private SongTitle() {}

    /**
     * Artist and title as stations write them into one line, {@code artist - title}.
     *
     * @param artist null when unknown
     * @param title null when unknown
     * @return null without a title; at most 1,000 characters and no control characters
     */
    public static String of(String artist, String title) {
        String song = oneLine(title);
        String by = oneLine(artist);
        if (song.isEmpty()) {
            return null;
        }
        String line = by.isEmpty() ? song : by + " - " + song;
        return line.length() > LONGEST ? line.substring(0, LONGEST).strip() : line;
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
