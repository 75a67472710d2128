package io.genrestream.decoding.worker;

import io.genrestream.decoding.LiveFormat;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The packets of a live source's audio. FFmpeg keeps a line for each packet of an mp4, 6 MB an hour, so there another demuxer
 * takes over now and then, between two fragments: the decoder behind it goes on and notices nothing.
 */
final class LiveTrack implements AutoCloseable {
    /** A minute and a half of AAC. */
    private static final int MOST_PACKETS = 4 * 1024;

    private final Fragments fragments;
    private NativeInput bridge;
    private Demuxer demuxer;
    private int packets;

    private LiveTrack(Fragments fragments, NativeInput bridge, Demuxer demuxer) {
        this.fragments = fragments;
        this.bridge = bridge;
        this.demuxer = demuxer;
    }

    private interface Opening {
        Demuxer open(NativeInput bridge) throws IOException;
    }

    /** @param head the first bytes, to say what it is when it cannot be opened */
    static LiveTrack open(PeekableInput input, LiveFormat known, byte[] head) throws IOException {
        if (known == LiveFormat.MP4 || Mp4Layout.beginsAt(head, 0)) {
            var fragments = new Fragments(input);
            return open(fragments, fragments, bridge -> Demuxer.openLive(bridge, known, head));
        }
        return open(null, input, bridge -> Demuxer.openLive(bridge, known, head));
    }

    static LiveTrack openSamples(PeekableInput input, WaveHeader.Samples samples) throws IOException {
        return open(null, input, bridge -> Demuxer.openSamples(bridge, samples));
    }

    private static LiveTrack open(Fragments fragments, ByteSource source, Opening opening) throws IOException {
        NativeInput bridge = NativeInput.ofLive(source);
        try {
            return new LiveTrack(fragments, bridge, opening.open(bridge));
        } catch (IOException | RuntimeException e) {
            bridge.close();
            throw e;
        }
    }

    Demuxer demuxer() {
        return demuxer;
    }

    /** @return false when there are no more packets */
    boolean read(AVPacket packet) throws IOException {
        while (!demuxer.readLive(packet)) {
            if (fragments == null || !fragments.endedAtFragment()) {
                return false;
            }
            takeOver();
        }
        packets++;
        if (packets == MOST_PACKETS && fragments != null) {
            fragments.endAtNext();
        }
        return true;
    }

    private void takeOver() throws IOException {
        fragments.restart();
        LiveTrack next = open(fragments, fragments, into -> Demuxer.openLive(into, LiveFormat.MP4, new byte[0]));
        close();
        bridge = next.bridge;
        demuxer = next.demuxer;
        packets = 0;
    }

    @Override
    public void close() {
        demuxer.close();
        bridge.close();
    }
}
