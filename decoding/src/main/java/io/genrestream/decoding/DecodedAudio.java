package io.genrestream.decoding;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was decoded, known when a stream has been read to its end. No text in it has control characters: they are written
 * as their numbers.
 *
 * @param container short name of the container: mp3, flac, wav, w64, aiff, au, ogg, mp4, asf, aac, matroska;
 *     of live sources mpegts, and s16le for samples behind a header, too
 * @param codec FFmpeg's name of the codec, for example {@code vorbis}
 * @param sourceRate samples a second of the source
 * @param channels channels of the source
 * @param seconds length of the PCM that was given out
 * @param truncated the input ended before the length that its header promised, or in the middle of a packet
 * @param durationLimited the rest was cut off at {@link StreamLimits#audio()}
 * @param tags any of title, artist, album, genre, date, as the file has them; several values of one, as several genres,
 *     with "; " between them. Tags behind the audio are not read when it was cut off at the limit
 * @param warnings codes: NON_FINITE_SAMPLES, OUT_OF_PHASE, DAMAGED_PARTS, FORMAT_CHANGED; and AUDIO_TRACK, with which of
 *     how many audio tracks was decoded, and its language where the file tells: {@code AUDIO_TRACK 1 of 2 ger}
 */
public record DecodedAudio(
        String container,
        String codec,
        int sourceRate,
        int channels,
        double seconds,
        boolean truncated,
        boolean durationLimited,
        Map<String, String> tags,
        List<String> warnings) {
    private static final int LONGEST_TEXT = 1_000;

    public DecodedAudio {
        container = plain(container);
        codec = plain(codec);
        tags = tags.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        tag -> plain(tag.getKey()), tag -> plain(tag.getValue()), (first, _) -> first));
        warnings = warnings.stream().map(DecodedAudio::plain).toList();
    }

    private static String plain(String text) {
        return OneLine.of(text, LONGEST_TEXT);
    }
}
