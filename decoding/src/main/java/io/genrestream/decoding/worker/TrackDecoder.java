package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** One file from its bytes to its samples. */
final class TrackDecoder implements AudioDecoder {
    private static final int HEAD = 4096;
    private static final double MISSING_SECONDS = 0.25;
    private static final double MISSING_SHARE = 0.01;
    private static final Set<String> FRAMES_ALONE = Set.of("mp3", "aac");
    /** Containers that no writer ends with many zeros. */
    private static final Set<String> ZEROLESS = Set.of("mp3", "aac", "flac", "matroska");

    private static final Set<DecodingError> UNREAD = Set.of(DecodingError.CORRUPT_AUDIO, DecodingError.NO_SAMPLES);

    private final InputPipe pipe;
    private final PeekableInput input;
    private final PcmOutput output;
    private final int sampleRate;
    private final long spoolBytes;
    private final FloatRepair repair = new FloatRepair();
    private final BitstreamCheck bitstreams = new BitstreamCheck();
    private final ZeroTail zeroTail = new ZeroTail();
    private final Mp4Protection protection = new Mp4Protection();
    private EndCheck endCheck;
    private FileTags tags;

    /** @param sampleRate of what is given out (Hz) */
    TrackDecoder(InputPipe pipe, PcmOutput output, int sampleRate, long spoolBytes) {
        this.pipe = pipe;
        input = new PeekableInput(pipe, output::flush);
        this.output = output;
        this.sampleRate = sampleRate;
        this.spoolBytes = spoolBytes;
    }

    @Override
    public DecodedAudio decode() throws IOException {
        if (input.peek(1).length == 0) {
            throw new DecodingException(DecodingError.EMPTY_INPUT);
        }
        LeadingTags leading = LeadingTags.takenOff(input);
        byte[] head = input.peek(HEAD);
        if (head.length == 0) {
            throw new DecodingException(DecodingError.NO_SAMPLES, "nothing but a tag");
        }
        Signatures.refuse(head);
        AsfHeader asf = AsfHeader.of(input);
        Optional<WaveHeader> wave = WaveHeader.of(input);
        tags = new FileTags(leading, wave, asf, head);
        endCheck = EndCheck.of(head, wave);
        List.of(tags.listener(), endCheck, zeroTail).forEach(input::addListener);
        if (wave.isPresent()) {
            wave.get().mend(input);
        }
        if (Mp4Layout.beginsAt(head, 0)) {
            input.addListener(protection);
        }
        boolean turned = wave.filter(WaveHeader::bigEndianSamples).isPresent();
        try (ByteSource source = Mp4Layout.indexAtEnd(input) ? SpooledFile.of(input, spoolBytes) : input;
                NativeInput bridge = NativeInput.ofFile(source);
                Demuxer demuxer = Demuxer.open(bridge, head, turned);
                FrameDecoder decoder = new FrameDecoder(demuxer.audio())) {
            return decode(demuxer, decoder);
        } catch (DecodingException e) {
            throw protection.seen() && UNREAD.contains(e.code())
                    ? new DecodingException(DecodingError.PROTECTED, "encrypted mp4")
                    : e;
        }
    }

    private DecodedAudio decode(Demuxer demuxer, FrameDecoder decoder) throws IOException {
        var guard = PhaseGuard.ofFile(output, sampleRate);
        try (var resampler = new FoldingResampler(guard, sampleRate);
                var last = new LastPacket()) {
            FrameDecoder.FrameTaker sink = frame -> {
                pipe.failIfCancelled();
                bitstreams.check(frame);
                repair.repair(frame);
                resampler.accept(frame);
            };
            decodePackets(demuxer, decoder, sink, last);
            if (!output.limited()) {
                decoder.flush(sink);
                bitstreams.finish();
                resampler.flush();
            }
            if (!output.limited() && !demuxer.endedEarly()) {
                // Tags may follow.
                input.skip(Long.MAX_VALUE);
            }
            output.flush();
            tags.readTrailing();
            failIfNothingCame(decoder);
            boolean truncated = !output.limited() && truncated(demuxer, decoder, last);
            return summary(demuxer, truncated, warnings(demuxer, decoder, guard, resampler));
        }
    }

    private void decodePackets(Demuxer demuxer, FrameDecoder decoder, FrameDecoder.FrameTaker sink, LastPacket last)
            throws IOException {
        AVPacket packet = av_packet_alloc();
        try {
            while (!output.limited() && demuxer.read(packet)) {
                if (packet.stream_index() == demuxer.audio().index()) {
                    Protection.refuse(packet);
                    decoder.decode(packet, sink);
                    last.keep(packet);
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    private void failIfNothingCame(FrameDecoder decoder) throws DecodingException {
        if (decoder.damaged() > decoder.decoded()) {
            throw new DecodingException(
                    DecodingError.CORRUPT_AUDIO,
                    decoder.damaged() + " packets damaged, " + decoder.decoded() + " decoded");
        }
        if (output.samples() == 0) {
            throw new DecodingException(DecodingError.NO_SAMPLES);
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
        if (decoder.damaged() > 0) {
            warnings.add("DAMAGED_PARTS");
        }
        if (resampler.formatChanged()) {
            warnings.add("FORMAT_CHANGED");
        }
        demuxer.track().warning().ifPresent(warnings::add);
        return warnings;
    }

    private DecodedAudio summary(Demuxer demuxer, boolean truncated, List<String> warnings) {
        var parameters = demuxer.audio().codecpar();
        return new DecodedAudio(
                demuxer.container(),
                avcodec_get_name(parameters.codec_id()).getString(),
                parameters.sample_rate(),
                parameters.ch_layout().nb_channels(),
                output.samples() / (double) sampleRate,
                truncated,
                output.limited(),
                tags.merged(demuxer.container(), demuxer.tags()),
                warnings);
    }

    private boolean truncated(Demuxer demuxer, FrameDecoder decoder, LastPacket last) {
        if (demuxer.endedEarly() || input.ended() && !endCheck.complete()) {
            return true;
        }
        if (zeroTail.isHole() && (ZEROLESS.contains(demuxer.container()) || demuxer.framesInWave())) {
            return true;
        }
        if (endCheck.counts()) {
            return false;
        }
        double promised = demuxer.promisedSeconds().orElse(0);
        if (promised == 0 && endsWithinFrame(demuxer, decoder, last)) {
            return true;
        }
        // Headers round, and codecs leave out a little at either end: less is no loss.
        boolean missing = promised - decoder.seconds() > MISSING_SECONDS + promised * MISSING_SHARE;
        return missing || !demuxer.plainSamples() && last.isHole();
    }

    /**
     * Tags behind the audio may be taken for a last, damaged packet; but for the short ones of mp3, which FFmpeg knows.
     */
    private boolean endsWithinFrame(Demuxer demuxer, FrameDecoder decoder, LastPacket last) {
        return FRAMES_ALONE.contains(demuxer.container())
                ? last.isCutFrame() && tags.bytesBehind() <= TrailingTags.ID3V1_BYTES
                : decoder.lastDamaged() && tags.bytesBehind() == 0;
    }
}
