package io.genrestream.live.hls;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The forms in which one stream is sent.
 *
 * @param renditions addresses of audio alone by their group
 */
record MasterPlaylist(URI from, List<Variant> variants, Map<String, String> renditions) implements HlsPlaylist {
    /** Audio of less sounds worse than the model has heard (bit/s). */
    private static final long ENOUGH = 64_000;

    private static final Comparator<Form> BEST_FIRST = Comparator.comparing((Form form) -> !form.audioAlone())
            .thenComparing(Form::poor)
            .thenComparingLong(form -> form.poor() ? -form.bandwidth() : form.bandwidth());

    /**
     * A playlist that can be played.
     *
     * @param audioAlone whether there is no video in it
     * @param bandwidth that the playlist gives for it, with the video that goes with it (bit/s)
     */
    private record Form(String address, boolean audioAlone, long bandwidth) {
        boolean poor() {
            return audioAlone && bandwidth < ENOUGH;
        }
    }

    /**
     * Addresses of the forms whose audio can be decoded, the best first: audio alone before video, and of either the
     * smallest that is good enough.
     */
    List<String> audio() {
        return variants.stream()
                .filter(Variant::decoded)
                .map(this::form)
                .sorted(BEST_FIRST)
                .map(Form::address)
                .distinct()
                .toList();
    }

    private Form form(Variant variant) {
        String rendition = variant.audioGroup() == null ? null : renditions.get(variant.audioGroup());
        return rendition == null
                ? new Form(variant.address(), variant.audioAlone(), variant.bandwidth())
                : new Form(rendition, true, variant.bandwidth());
    }
}
