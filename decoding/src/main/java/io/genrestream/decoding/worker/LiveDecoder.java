package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.LiveFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * A live source, joined anywhere and decoded for as long as it comes: no sample waits for more bytes than its frame
 * needs, and nothing is kept of what has gone by.
 */
final class LiveDecoder implements AudioDecoder {
    private static final int HEAD = 2048;

    /** Takes what the audio is so far, each time that there is news of it. */
    interface Description {
        void tell(DecodedAudio soFar) throws IOException;
    }

    private final InputPipe pipe;
    private final PeekableInput input;
    private final PcmOutput output;
    private final int sampleRate;
    private final LiveFormat known;
    private final Description description;
    private final FloatRepair repair = new FloatRepair();

    /** @param sampleRate of what is given out (Hz) */
    LiveDecoder(InputPipe pipe, PcmOutput output, int sampleRate, LiveFormat known, Description description) {
        this.pipe = pipe;
        input = new PeekableInput(pipe, output::flush);
        this.output = output;
        this.sampleRate = sampleRate;
        this.known = known;
        this.description = description;
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
        try (LiveTrack track = open(WaveHeader.of(input), head);
                FrameDecoder decoder = new FrameDecoder(track.demuxer().audio())) {
            return decode(track, decoder);
        }
    }

    private boolean framesAlone(byte[] head) {
        return switch (known) {
            case MP3, ADTS -> true;
            case UNKNOWN -> Probe.of(head).names().stream().anyMatch(Set.of("mp3", "aac")::contains);
            case OGG, FLAC, MPEG_TS, MP4, WAV -> false;
        };
    }

    private LiveTrack open(Optional<WaveHeader> wave, byte[] head) throws IOException {
        Optional<WaveHeader.Samples> samples = wave.flatMap(WaveHeader::endlessSamples);
        if (samples.isPresent()) {
            input.skip(wave.get().bytesBeforeSound().length);
            return LiveTrack.openSamples(input, samples.get());
        }
        if (wave.isPresent()) {
            wave.get().mend(input);
        }
        return LiveTrack.open(input, known, head);
    }

    private DecodedAudio decode(LiveTrack track, FrameDecoder decoder) throws IOException {
        var guard = PhaseGuard.ofLive(output, sampleRate);
        try (var resampler = new FoldingResampler(guard, sampleRate)) {
            FrameDecoder.FrameTaker sink = frame -> {
                pipe.failIfCancelled();
                repair.repair(frame);
                resampler.accept(frame);
            };
            var summary = new LiveSummary(track, decoder, repair, guard, resampler, output, sampleRate);
            decodePackets(track, decoder, sink, summary);
            decoder.flush(sink);
            resampler.flush();
            output.flush();
            if (output.samples() == 0) {
                throw new DecodingException(DecodingError.NO_SAMPLES);
            }
            return summary.audio();
        }
    }

    private void decodePackets(LiveTrack track, FrameDecoder decoder, FrameDecoder.FrameTaker sink, LiveSummary summary)
            throws IOException {
        AVPacket packet = av_packet_alloc();
        try {
            while (track.read(packet)) {
                if (packet.stream_index() == track.demuxer().audio().index()) {
                    Protection.refuse(packet);
                    decoder.decode(packet, sink);
                    if (summary.isNews()) {
                        description.tell(summary.audio());
                    }
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }
}
