package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DESCRIPTIONS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_HEARING_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_VISUAL_IMPAIRED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;

/**
 * Which of a file's audio tracks is decoded, as players choose: the first that is marked as the default one and is no
 * commentary nor for the impaired, else the first that is no such, else the first. Tracks of a codec that is not
 * decoded come last.
 *
 * @param number its place among the audio tracks, from 1
 * @param of how many audio tracks there are
 */
record TrackChoice(AVStream stream, int number, int of) {
    private static final int SECONDARY = AV_DISPOSITION_COMMENT
            | AV_DISPOSITION_VISUAL_IMPAIRED
            | AV_DISPOSITION_HEARING_IMPAIRED
            | AV_DISPOSITION_DESCRIPTIONS;

    /** @throws DecodingException NO_AUDIO_TRACK; CORRUPT_AUDIO when none has a rate and channels */
    static TrackChoice of(AVFormatContext format, String container) throws DecodingException {
        List<AVStream> tracks = new ArrayList<>();
        for (int i = 0; i < format.nb_streams(); i++) {
            if (format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                tracks.add(format.streams(i));
            }
        }
        if (tracks.isEmpty()) {
            throw new DecodingException(DecodingError.NO_AUDIO_TRACK, container);
        }
        AVStream best = tracks.stream()
                .filter(TrackChoice::hasSound)
                .min(Comparator.comparing((AVStream track) -> !isDecoded(track))
                        .thenComparing(track -> (track.disposition() & SECONDARY) != 0)
                        .thenComparing(track -> (track.disposition() & AV_DISPOSITION_DEFAULT) == 0))
                .orElseThrow(() ->
                        new DecodingException(DecodingError.CORRUPT_AUDIO, "no rate or channels in the audio track"));
        return new TrackChoice(best, tracks.indexOf(best) + 1, tracks.size());
    }

    /** A warning that names the track, where there was a choice. */
    Optional<String> warning() {
        if (of == 1) {
            return Optional.empty();
        }
        AVDictionary metadata = stream.metadata();
        AVDictionaryEntry language = metadata == null ? null : av_dict_get(metadata, "language", null, 0);
        String name = language == null || language.isNull()
                ? ""
                : TagText.clean(language.value().getString());
        // ISO 639-2's name of what is not known.
        String suffix = name.isEmpty() || name.equals("und") ? "" : " " + name;
        return Optional.of("AUDIO_TRACK " + number + " of " + of + suffix);
    }

    private static boolean hasSound(AVStream track) {
        return track.codecpar().sample_rate() > 0
                && track.codecpar().ch_layout().nb_channels() > 0;
    }

    private static boolean isDecoded(AVStream track) {
        AVCodec decoder = avcodec_find_decoder(track.codecpar().codec_id());
        return decoder != null
                && !decoder.isNull()
                && Whitelist.decoder(decoder.name().getString());
    }
}
