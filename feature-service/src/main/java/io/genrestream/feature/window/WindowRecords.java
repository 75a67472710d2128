package io.genrestream.feature.window;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.Window;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.ClientMetadata;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.state.StreamProgress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Makes {@link FeatureWindow} records of windows. */
final class WindowRecords {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final FrontEndSpec spec;
    private final String digest;
    private final List<String> descriptors;

    WindowRecords(FrontEndSpec spec) {
        this.spec = spec;
        this.digest = spec.digest();
        this.descriptors =
                Arrays.stream(Descriptor.values()).map(Descriptor::label).toList();
    }

    FeatureWindow window(String id, StreamHead head, StreamProgress progress, Window cut) {
        FeatureWindow window = empty(id, head, progress);
        window.setStartSample(progress.epochStart() + cut.startSample());
        window.setEndSample(progress.epochStart() + cut.endSample());
        window.setStreamSample(progress.epochStart() + cut.heardSample());
        window.setFrames(cut.frames());
        window.setHeardFrames(cut.heardFrames());
        window.setPartial(cut.isPartial());
        window.setLogMelDb(cut.logMelDb());
        window.setMfcc(cut.mfcc());
        window.setDescriptors(cut.descriptors());
        window.setLoudnessDb(cut.loudnessDb());
        window.setSilentFraction(cut.silentFraction());
        return window;
    }

    /** A record without frames, at the end of what was received. */
    FeatureWindow empty(String id, StreamHead head, StreamProgress progress) {
        ClientMetadata metadata = head.metadata();
        FeatureWindow window = new FeatureWindow();
        window.setStreamId(id);
        window.setAttempt(head.attempt());
        window.setEpoch(progress.epoch().number());
        window.setWindowIndex(progress.epoch().windows());
        window.setSampleRate(spec.sampleRate());
        window.setStartSample(progress.mediaEnd());
        window.setEndSample(progress.mediaEnd());
        window.setStreamSample(progress.mediaEnd());
        window.setFrontEndDigest(digest);
        window.setBands(spec.bands());
        window.setCoefficients(spec.mfccCount());
        window.setLogMelDb(NOTHING);
        window.setMfcc(NOTHING);
        window.setDescriptorNames(descriptors);
        window.setDescriptors(NOTHING);
        window.setLoudnessDb(Window.QUIETEST_DB);
        window.setEndReason(EndReason.NONE);
        window.setLive(metadata.live());
        window.setExternalId(metadata.externalId());
        window.setAttributes(metadata.attributes());
        window.setTitle(metadata.title());
        window.setCapturedAt(Instant.ofEpochMilli(metadata.capturedAt()));
        return window;
    }
}
