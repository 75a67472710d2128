package io.genrestream.kit.settings;

/** How many letters to add, drop or change to get from one word to another. */
final class Distance {
    /** Up to here, one is a slip of the pen for the other. */
    static final int SLIP = 2;

    private Distance() {}

    static int between(String left, String right) {
        int[] before = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = before[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[right.length()];
    }
}
