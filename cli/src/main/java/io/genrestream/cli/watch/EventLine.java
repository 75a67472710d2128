package io.genrestream.cli.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.VerdictText;
import io.genrestream.cli.offline.TableCell;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.result.GenreResult;
import io.genrestream.result.SegmentResult;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Help.Ansi;

/** One event of the prediction topics as one line of text. */
final class EventLine {
    private final boolean asJson;
    private final Ansi ansi;

    EventLine(boolean asJson, Ansi ansi) {
        this.asJson = asJson;
        this.ansi = ansi;
    }

    String of(SpecificRecord event) {
        return switch (event) {
            case GenrePrediction window -> asJson ? JsonText.of(json(window)) : text(window);
            case TrackGenre track -> asJson ? JsonText.of(json(track)) : text(track);
            default -> throw new IllegalArgumentException(event.getSchema().getFullName());
        };
    }

    /** A song of a live stream, at its start or finally. */
    String ofSegment(TrackGenre segment) {
        if (asJson) {
            ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "segment");
            return JsonText.of(node.setAll(JsonText.<ObjectNode>tree(SegmentResult.of(segment))));
        }
        long seconds = (long) (segment.getSegmentEnd() - segment.getSegmentStart());
        String title = segment.getSegmentTitle() == null ? "" : "  " + TableCell.visible(segment.getSegmentTitle());
        return segment.getFinal$()
                ? String.format(
                        Locale.ROOT,
                        "%-40s song %3d  %d:%02d  %s%s",
                        segment.getStreamId(),
                        segment.getSegment(),
                        seconds / 60,
                        seconds % 60,
                        genre(
                                segment.getLabel(),
                                segment.getVerdict(),
                                segment.getReason(),
                                segment.getConfidence(),
                                "bold,green"),
                        title)
                : String.format(
                        Locale.ROOT, "%-40s song %3d  begins%s", segment.getStreamId(), segment.getSegment(), title);
    }

    /** A result that was deleted. */
    String deleted(String streamId) {
        return asJson
                ? JsonText.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "deleted")
                        .put("streamId", streamId))
                : String.format(Locale.ROOT, "%-40s deleted", streamId);
    }

    private static ObjectNode json(GenrePrediction window) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("type", "prediction")
                .put("streamId", window.getStreamId())
                .put("attempt", window.getAttempt())
                .put("epoch", window.getEpoch())
                .put("segment", window.getSegment())
                .put("windowIndex", window.getWindowIndex())
                .put("startSeconds", (double) window.getStartSample() / window.getSampleRate())
                .put("endSeconds", (double) window.getEndSample() / window.getSampleRate())
                .put("verdict", window.getVerdict().name())
                .put("reason", window.getReason())
                .put("label", window.getLabel())
                .put("confidence", window.getConfidence());
        node.putPOJO("scores", GenreResult.bestFirst(window.getScores()));
        node.putObject("model").put("name", window.getModelName()).put("version", window.getModelVersion());
        return node;
    }

    private static ObjectNode json(TrackGenre track) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "track");
        return node.setAll(JsonText.<ObjectNode>tree(GenreResult.of(track)));
    }

    private String text(GenrePrediction window) {
        return String.format(
                Locale.ROOT,
                "%-40s window %4d  %7.2f s  %s",
                window.getStreamId(),
                window.getWindowIndex(),
                (double) window.getStartSample() / window.getSampleRate(),
                genre(window.getLabel(), window.getVerdict(), window.getReason(), window.getConfidence(), "faint"));
    }

    private String text(TrackGenre track) {
        return String.format(
                Locale.ROOT,
                "%-40s %s %7.2f s  %s",
                track.getStreamId(),
                track.getFinal$() ? "final      " : "so far     ",
                track.getSeconds(),
                genre(
                        track.getLabel(),
                        track.getVerdict(),
                        track.getReason(),
                        track.getConfidence(),
                        track.getFinal$() ? "bold,green" : "green"));
    }

    private String genre(String label, Verdict verdict, String reason, double confidence, String style) {
        String name = VerdictText.name(label, verdict.name(), reason);
        String percent = VerdictText.percent(verdict.name(), confidence).strip();
        return (ansi.string("@|" + style + " " + name + "|@") + ' ' + percent).stripTrailing();
    }
}
