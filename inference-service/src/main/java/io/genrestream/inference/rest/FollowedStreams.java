package io.genrestream.inference.rest;

import io.genrestream.inference.follow.Followed;
import io.genrestream.kit.http.Problem;
import io.genrestream.kit.http.ProblemException;
import io.genrestream.topic.StreamKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
     * @throws ProblemException BAD_STREAMS, with what is wrong
     */
    static List<Followed> of(String streams, String watch) {
        List<String> followed = parts(streams);
        List<String> watched = parts(watch);
        int count = followed.size() + watched.size();
        require(count > 0, "none is named");
        require(count <= MOST, "%d are named", count);
        require(watched.size() <= MOST_WATCHED, "%d are under watch", watched.size());
        List<Followed> all = new ArrayList<>();
        for (int i = 0; i < followed.size(); i++) {
            require(StreamKey.isId(followed.get(i)), "number %d under streams is no id", i + 1);
            all.add(Followed.presently(followed.get(i)));
        }
        for (int i = 0; i < watched.size(); i++) {
            Matcher matcher = WATCHED.matcher(watched.get(i));
            require(
                    matcher.matches() && StreamKey.isId(matcher.group(1)),
                    "number %d under watch is neither an id nor an id, @ and seconds",
                    i + 1);
            String seconds = matcher.group(2);
            all.add(Followed.closely(matcher.group(1), seconds == null ? 0 : Double.parseDouble(seconds)));
        }
        Set<String> different = new HashSet<>();
        for (Followed stream : all) {
            require(different.add(stream.streamId()), "%s is named twice", stream.streamId());
        }
        return all;
    }

    private static void require(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            throw new ProblemException(Problem.of(ResultError.BAD_STREAMS, otherwise.formatted(values)), null);
        }
    }

    private static List<String> parts(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
