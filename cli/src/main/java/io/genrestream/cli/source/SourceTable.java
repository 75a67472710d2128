package io.genrestream.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.cli.offline.TableCell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Live sources as lines of text, one each. */
final class SourceTable {
    private static final int ID = 24;
    private static final int STATE = 10;
    private static final int HEARD = 10;
    private static final int RECONNECTS = 7;
    private static final int STATION = 24;
    private static final Map<String, String> COLOURS =
            Map.of("LIVE", "green", "SILENT", "green", "CONNECTING", "yellow", "WAITING", "yellow", "OFF_AIR", "red");

    private final Ansi ansi;

    SourceTable(Ansi ansi) {
        this.ansi = ansi;
    }

    Stream<String> lines(List<JsonNode> sources) {
        String head = cell("id", ID) + cell("state", STATE) + cell("heard", HEARD) + cell("breaks", RECONNECTS)
                + cell("station", STATION) + "now playing";
        return Stream.concat(Stream.of(head), sources.stream().map(this::line));
    }

    private String line(JsonNode source) {
        JsonNode stream = source.path("stream");
        JsonNode live = stream.path("live");
        return cell(source.path("streamId").asText(), ID)
                + state(live.path("connection").asText("NEW"))
                + cell(clock(stream.path("seconds").asLong()), HEARD)
                + cell(live.path("reconnects").asText("0"), RECONNECTS)
                + cell(live.path("station").asText(source.path("title").asText()), STATION)
                + last(stream, live);
    }

    /** What it plays, or why it does not. */
    private static String last(JsonNode stream, JsonNode live) {
        JsonNode code = stream.path("error").path("code");
        return TableCell.visible(
                code.isTextual() ? code.asText() : live.path("nowPlaying").asText());
    }

    private String state(String connection) {
        String word = cell(connection.toLowerCase(Locale.ROOT).replace('_', ' '), STATE);
        String colour = COLOURS.get(connection);
        return colour == null ? word : ansi.string("@|" + colour + " " + word + "|@");
    }

    private static String clock(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    private static String cell(String text, int width) {
        return TableCell.pad(TableCell.head(TableCell.visible(text), width - 1), width);
    }
}
