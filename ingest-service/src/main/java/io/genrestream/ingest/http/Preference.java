package io.genrestream.ingest.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client prefers by RFC 7240, of which {@code wait} alone is understood here. */
final class Preference {
    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?=[,;]|$)");

    private Preference() {}

    /** @return how long to wait for the result, {@code most} at most; empty when the client does not want to */
    static Optional<Duration> wait(List<String> headers, Duration most) {
        for (String header : headers) {
            Matcher matcher = WAIT.matcher(header);
            if (matcher.find()) {
                Duration wanted = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
                return Optional.of(wanted.compareTo(most) < 0 ? wanted : most);
            }
        }
        return Optional.empty();
    }
}
