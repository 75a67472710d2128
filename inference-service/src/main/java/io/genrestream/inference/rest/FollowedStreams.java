package io.genrestream.inference.rest;

import io.genrestream.inference.follow.Followed;
import io.genrestream.kit.http.ProblemException;
import io.genrestream.topic.StreamKey;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which streams a client wants to follow over one connection. */
final class FollowedStreams {
    private static final int MOST = 50;
    private static final int MOST_WATCHED = 4;
    private static final Pattern WATCHED = Pattern.compile("([^@]+)(?:@(\\d{1,9}(?:\\.\\d{1,9})?))?");

    private FollowedStreams() {}

    /**
     * @param streams ids with commas between them
     * @param watch ids of those that are followed closely, each with {@code @} and media seconds where frames of windows
     *     that end before them are not wanted
     * @throws ProblemException BAD_STREAMS
     */
    static List<Followed> of(String streams, String watch) {
        List<Followed> all = Stream.concat(
                        parts(streams).map(Followed::presently), parts(watch).map(FollowedStreams::watched))
                .toList();
        boolean wellFormed = all.stream().allMatch(stream -> StreamKey.isId(stream.streamId()));
        long different = all.stream().map(Followed::streamId).distinct().count();
        long watched = all.stream().filter(Followed::isWatched).count();
        if (!wellFormed || all.isEmpty() || all.size() > MOST || different < all.size() || watched > MOST_WATCHED) {
            throw new ProblemException(ResultError.BAD_STREAMS);
        }
        return all;
    }

    private static Followed watched(String part) {
        Matcher matcher = WATCHED.matcher(part);
        if (!matcher.matches()) {
            throw new ProblemException(ResultError.BAD_STREAMS);
        }
        String seconds = matcher.group(2);
        return Followed.closely(matcher.group(1), seconds == null ? 0 : Double.parseDouble(seconds));
    }

    private static Stream<String> parts(String text) {
        return text.isEmpty() ? Stream.empty() : Arrays.stream(text.split(",", -1));
    }
}
