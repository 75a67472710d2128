package io.genrestream.live.radio;

import io.genrestream.live.LiveStation;
import io.genrestream.live.SongTitle;
import io.genrestream.live.http.SourceResponse;
import io.genrestream.live.http.WebAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of an answer say of the station. */
final class StationHeaders {
    private static final char UNDECODABLE = '\uFFFD';
    private static final Pattern KBIT = Pattern.compile("\\s*(\\d{1,5})\\b.*");
    private static final Pattern AUDIO_INFO = Pattern.compile(".*\\bbitrate=(\\d{1,5})\\b.*");

    private StationHeaders() {}

    static LiveStation read(SourceResponse response) {
        int bitRate = bitRate(KBIT, response.header("icy-br"));
        if (bitRate == 0) {
            bitRate = bitRate(AUDIO_INFO, response.header("ice-audio-info"));
        }
        return new LiveStation(name(response.header("icy-name")), bitRate, WebAddress.shown(response.uri()));
    }

    private static String name(String header) {
        // Headers in Latin-1 are sent by some; half a name is none.
        return header == null || header.indexOf(UNDECODABLE) >= 0 ? null : SongTitle.of(null, header);
    }

    private static int bitRate(Pattern kbit, String header) {
        if (header == null) {
            return 0;
        }
        Matcher matcher = kbit.matcher(header);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) * 1_000 : 0;
    }
}
