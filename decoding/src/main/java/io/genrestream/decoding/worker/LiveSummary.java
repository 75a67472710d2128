package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import io.genrestream.decoding.DecodedAudio;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of a live source's audio, at its end and on the way. */
final class LiveSummary {
    /** Seconds of audio in which damage is no news: the source was joined in the middle of a frame. */
    private static final double JOINING = 2;

    private final LiveTrack track;
    private final FrameDecoder decoder;
    private final FloatRepair repair;
    private final PhaseGuard guard;
    private final FoldingResampler resampler;
    private final PcmOutput output;
    private final int sampleRate;
    private long damagedJoining;
    private long told = -1;

    LiveSummary(
            LiveTrack track,
            FrameDecoder decoder,
            FloatRepair repair,
            PhaseGuard guard,
            FoldingResampler resampler,
            PcmOutput output,
            int sampleRate) {
        this.track = track;
        this.decoder = decoder;
        this.repair = repair;
        this.guard = guard;
        this.resampler = resampler;
        this.output = output;
        this.sampleRate = sampleRate;
    }

    /** To be asked after each packet: whether there is something that was not to be said before. */
    boolean isNews() {
        damagedJoining = decoder.seconds() < JOINING ? decoder.damaged() : damagedJoining;
        if (output.samples() == 0) {
            return false;
        }
        long flags = (nonFinite() ? 1 : 0)
                | (guard.everOneSided() ? 2 : 0)
                | (damaged() ? 4 : 0)
                | (resampler.formatChanged() ? 8 : 0);
        long now = flags << Integer.SIZE | resampler.rate();
        boolean news = now != told;
        told = now;
        return news;
    }

    /** By what was decoded, since headers may say half the rate of AAC. */
    DecodedAudio audio() {
        Demuxer demuxer = track.demuxer();
        return new DecodedAudio(
                demuxer.container(),
                avcodec_get_name(demuxer.audio().codecpar().codec_id()).getString(),
                resampler.rate(),
                resampler.channels(),
                output.samples() / (double) sampleRate,
                demuxer.endedEarly(),
                false,
                Tags.merged(demuxer.tags()),
                warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (nonFinite()) {
            warnings.add("NON_FINITE_SAMPLES");
        }
        if (guard.everOneSided()) {
            warnings.add("OUT_OF_PHASE");
        }
        if (damaged()) {
            warnings.add("DAMAGED_PARTS");
        }
        if (resampler.formatChanged()) {
            warnings.add("FORMAT_CHANGED");
        }
        track.demuxer().track().warning().ifPresent(warnings::add);
        return warnings;
    }

    private boolean nonFinite() {
        return repair.repaired() || output.nonFinite();
    }

    private boolean damaged() {
        return decoder.damaged() > damagedJoining;
    }
}
