package io.genrestream.live.radio;

/** How many bytes of audio stand between two blocks of metadata, as a server says it in {@code icy-metaint}. */
final class Metaint {
    static final int ABSURD = -1;

    private static final int SMALLEST = 64;
    private static final int LARGEST = 1024 * 1024;

    private Metaint() {}

    /**
     * @param header null for none
     * @return 0 without metadata, {@link #ABSURD} when it cannot be
     */
    static int of(String header) {
        if (header == null) {
            return 0;
        }
        try {
            int metaint = Integer.parseInt(header.strip());
            boolean usual = metaint == 0 || (metaint >= SMALLEST && metaint <= LARGEST);
            return usual ? metaint : ABSURD;
        } catch (NumberFormatException e) {
            return ABSURD;
        }
    }
}
