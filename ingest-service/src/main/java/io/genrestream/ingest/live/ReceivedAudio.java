package io.genrestream.ingest.live;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.event.StreamStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a connection's audio was found to be.
 *
 * @param last container that was described; null at a connection's beginning
 * @param format its container and codec, such as mp3/mp3; null when nothing ever came
 * @param warnings that any of the connection's containers gave, each once; of the track the last one
 */
record ReceivedAudio(DecodedAudio last, String format, List<String> warnings) {
    static final ReceivedAudio NOTHING = new ReceivedAudio(null, null, List.of());

    private static final String TRACK = "AUDIO_TRACK";
    private static final String CHANGED = "FORMAT_CHANGED";

    /** As the stream's owner before wrote it. */
    static ReceivedAudio before(StreamStatus status) {
        return new ReceivedAudio(null, status.getFormat(), status.getWarnings());
    }

    /** The warnings of the connection before say nothing about the next. */
    ReceivedAudio connectedAgain() {
        return new ReceivedAudio(null, format, List.of());
    }

    /** With what a container turned out to be, null for nothing yet. */
    ReceivedAudio and(DecodedAudio audio) {
        if (audio == null || audio == last) {
            return this;
        }
        List<String> all = new ArrayList<>(warnings);
        for (String warning : audio.warnings()) {
            if (warning.startsWith(TRACK)) {
                all.removeIf(other -> other.startsWith(TRACK));
            }
            add(all, warning);
        }
        if (last != null && isAnother(audio)) {
            add(all, CHANGED);
        }
        return new ReceivedAudio(audio, audio.container() + '/' + audio.codec(), List.copyOf(all));
    }

    boolean hasSameDescriptionAs(ReceivedAudio other) {
        return Objects.equals(format, other.format) && warnings.equals(other.warnings);
    }

    private boolean isAnother(DecodedAudio audio) {
        return !audio.container().equals(last.container())
                || !audio.codec().equals(last.codec())
                || audio.sourceRate() != last.sourceRate()
                || audio.channels() != last.channels();
    }

    private static void add(List<String> warnings, String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }
}
