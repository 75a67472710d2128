package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.LiveFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * A live source, joined anywhere and decoded for as long as it comes: no sample waits for more bytes than its frame
 * needs, and nothing is kept of what has gone by.
 */
final class LiveDecoder implements AudioDecoder {
    private static final int HEAD = 2048;
    /** Seconds of audio in which damage is no news: the source was joined in the middle of a frame. */
    private static final double JOINING = 2;

    private final InputPipe pipe;
    private final PeekableInput input;
    private final PcmOutput output;
    private final int sampleRate;
    private final LiveFormat known;
    private final FloatRepair repair = new FloatRepair();
    private long damagedJoining;

    /** @param sampleRate of what is given out (Hz) */
    LiveDecoder(InputPipe pipe, PcmOutput output, int sampleRate, LiveFormat known) {
        this.pipe = pipe;
        input = new PeekableInput(pipe, output::flush);
        this.output = output;
        this.sampleRate = sampleRate;
        this.known = known;
    }

    @Override
    public DecodedAudio decode() throws IOException {
        if (input.peek(1).length == 0) {
            throw new DecodingException(DecodingError.EMPTY_INPUT);
        }
        LeadingTags.takenOff(input);
        byte[] head = {};
        if (known == LiveFormat.UNKNOWN) {
            head = input.peek(HEAD);
            Signatures.refuse(head);
        }
        if (framesAlone(head)) {
            FrameSync.skipTo(input);
        }
        try (NativeInput bridge = NativeInput.ofLive(input);
                Demuxer demuxer = open(bridge, WaveHeader.of(input), head);
                FrameDecoder decoder = new FrameDecoder(demuxer.audio())) {
            return decode(demuxer, decoder);
        }
    }

    private boolean framesAlone(byte[] head) {
        return switch (known) {
            case MP3, ADTS -> true;
            case UNKNOWN -> Probe.of(head).names().stream().anyMatch(Set.of("mp3", "aac")::contains);
            case OGG, FLAC, MPEG_TS, MP4, WAV -> false;
        };
    }

    private Demuxer open(NativeInput bridge, Optional<WaveHeader> wave, byte[] head) throws IOException {
        Optional<WaveHeader.Samples> samples = wave.flatMap(WaveHeader::endlessSamples);
        if (samples.isPresent()) {
            input.skip(wave.get().bytesBeforeSound().length);
            return Demuxer.openSamples(bridge, samples.get());
        }
        if (wave.isPresent()) {
            wave.get().mend(input);
        }
        return Demuxer.openLive(bridge, known, head);
    }

    private DecodedAudio decode(Demuxer demuxer, FrameDecoder decoder) throws IOException {
        var guard = PhaseGuard.ofLive(output, sampleRate);
        try (var resampler = new FoldingResampler(guard, sampleRate)) {
            FrameDecoder.FrameSink sink = frame -> {
                pipe.failIfCancelled();
                repair.repair(frame);
                resampler.accept(frame);
            };
            decodePackets(demuxer, decoder, sink);
            decoder.flush(sink);
            resampler.flush();
            output.flush();
            if (output.samples() == 0) {
                throw new DecodingException(DecodingError.NO_SAMPLES);
            }
            return summary(demuxer, warnings(demuxer, decoder, guard, resampler));
        }
    }

    private void decodePackets(Demuxer demuxer, FrameDecoder decoder, FrameDecoder.FrameSink sink) throws IOException {
        AVPacket packet = av_packet_alloc();
        try {
            while (demuxer.readLive(packet)) {
                if (packet.stream_index() == demuxer.audio().index()) {
                    Protection.refuse(packet);
                    decoder.decode(packet, sink);
                    damagedJoining = decoder.seconds() < JOINING ? decoder.damaged() : damagedJoining;
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    private List<String> warnings(Demuxer demuxer, FrameDecoder decoder, PhaseGuard guard, FoldingResampler resampler) {
        List<String> warnings = new ArrayList<>();
        if (repair.repaired() || output.nonFinite()) {
            warnings.add("NON_FINITE_SAMPLES");
        }
        if (guard.everOneSided()) {
            warnings.add("OUT_OF_PHASE");
        }
        if (decoder.damaged() > damagedJoining) {
            warnings.add("DAMAGED_PARTS");
        }
        if (resampler.formatChanged()) {
            warnings.add("FORMAT_CHANGED");
        }
        demuxer.track().warning().ifPresent(warnings::add);
        return warnings;
    }

    private DecodedAudio summary(Demuxer demuxer, List<String> warnings) {
        var parameters = demuxer.audio().codecpar();
        return new DecodedAudio(
                demuxer.container(),
                avcodec_get_name(parameters.codec_id()).getString(),
                parameters.sample_rate(),
                parameters.ch_layout().nb_channels(),
                output.samples() / (double) sampleRate,
                demuxer.endedEarly(),
                false,
                Tags.merged(demuxer.tags()),
                warnings);
    }
}
