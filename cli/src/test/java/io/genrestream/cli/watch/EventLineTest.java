package io.genrestream.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.SegmentReason;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class EventLineTest {
    private final EventLine text = new EventLine(false, Ansi.OFF);
    private final EventLine json = new EventLine(true, Ansi.OFF);

    @Test
    void shouldTellWhatAWindowIs() throws Exception {
        GenrePrediction window = GenrePrediction.newBuilder()
                .setStreamId("song-1")
                .setAttempt(7)
                .setWindowIndex(2)
                .setStartSample(44_100)
                .setEndSample(88_200)
                .setSampleRate(22_050)
                .setVerdict(Verdict.GENRE)
                .setLabel("jazz")
                .setConfidence(0.7f)
                .setScores(Map.of("blues", 0.3f, "jazz", 0.7f))
                .build();

        assertThat(text.of(window)).startsWith("song-1 ").endsWith(" window    2     2.00 s  jazz 70 %");
        JsonNode object = object(json.of(window));
        assertThat(object.path("type").asText()).isEqualTo("prediction");
        assertThat(object.path("attempt").asLong()).isEqualTo(7);
        assertThat(object.path("endSeconds").asDouble()).isEqualTo(4);
        assertThat(object.path("scores").toString()).as("best first").isEqualTo("{\"jazz\":0.7,\"blues\":0.3}");
    }

    @Test
    void shouldTellWhatATrackIsAndThatItIsDeleted() throws Exception {
        TrackGenre track = TrackGenre.newBuilder()
                .setStreamId("song-1")
                .setSeconds(30)
                .setVerdict(Verdict.NO_MUSIC)
                .setReason("SILENCE")
                .build();

        assertThat(text.of(track)).endsWith(" so far        30.00 s  silence");
        assertThat(object(json.of(track)).path("reason").asText()).isEqualTo("SILENCE");
        assertThat(text.deleted("song-1")).isEqualTo("%-40s deleted".formatted("song-1"));
        assertThat(json.deleted("song-1")).isEqualTo("{\"type\":\"deleted\",\"streamId\":\"song-1\"}");
    }

    /** The title is the station's: what would move the cursor is not let through. */
    @Test
    void shouldTellASongsStartAndEnd() throws Exception {
        TrackGenre song = TrackGenre.newBuilder()
                .setStreamId("radio")
                .setSegment(3)
                .setSegmentReason(SegmentReason.TITLE)
                .setSegmentTitle("Take\u001b[2J Five")
                .setSegmentStart(100)
                .setSegmentEnd(225.5)
                .setSegmentStartedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .setVerdict(Verdict.GENRE)
                .setLabel("jazz")
                .setConfidence(0.7f)
                .build();

        assertThat(text.ofSegment(song)).endsWith(" song   3  begins  Take%1B[2J Five");
        song.setFinal$(true);
        assertThat(text.ofSegment(song)).endsWith(" song   3  2:05  jazz 70 %  Take%1B[2J Five");
        JsonNode object = object(json.ofSegment(song));
        assertThat(object.path("type").asText()).isEqualTo("segment");
        assertThat(object.path("title").asText()).isEqualTo("Take\u001b[2J Five");
        assertThat(object.path("endedAt").asText()).isEqualTo("2026-01-01T00:02:05.500Z");
    }

    private static JsonNode object(String line) throws Exception {
        assertThat(line).doesNotContain("\n");
        return new ObjectMapper().readTree(line);
    }
}
