package io.genrestream.live.radio;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters written as numbers, which is what Icecast makes of those that it cannot put into a title. */
final class HtmlEntities {
    private static final Pattern NUMERIC = Pattern.compile("&#(?:[xX](\\p{XDigit}{1,6})|(\\d{1,7}));");

    private HtmlEntities() {}

    /** Numbers of no character stay as they are. */
    static String decode(String text) {
        return NUMERIC.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(java.util.regex.MatchResult entity) {
        int point = entity.group(1) == null ? Integer.parseInt(entity.group(2)) : Integer.parseInt(entity.group(1), 16);
        boolean real = Character.isValidCodePoint(point) && Character.getType(point) != Character.SURROGATE;
        return real ? Character.toString(point) : entity.group();
    }
}
