package io.genrestream.inference.topology;

import io.genrestream.inference.segment.Segmentation;
import io.genrestream.inference.segment.SegmentationFormat;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A track's state, with the head of its score up to the end. Version 2 had no segments, and no stream was idle. */
final class TrackStateFormat extends StateFormat<TrackState> {
    private static final int WITHOUT_SEGMENTS = 2;
    private static final int VERSION = 3;

    TrackStateFormat() {
        super(WITHOUT_SEGMENTS, VERSION);
    }

    @Override
    protected void write(TrackState state, DataOutputStream out) throws IOException {
        out.writeByte(state.phase().ordinal());
        out.writeLong(state.attempt());
        out.writeInt(state.epoch());
        out.writeInt(state.windowIndex());
        out.writeLong(state.streamSample());
        out.writeLong(state.startedAt());
        out.writeLong(state.writtenAt());
        out.writeUTF(state.modelDigest());
        SegmentationFormat.write(state.segmentation(), out);
        out.write(state.score());
    }

    @Override
    protected TrackState read(DataInputStream in, int version) throws IOException {
        TrackState state = new TrackState(
                // Version 2 had a boolean there.
                TrackState.Phase.values()[in.readByte()],
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readUTF(),
                version == WITHOUT_SEGMENTS ? Segmentation.NONE : SegmentationFormat.read(in),
                readRest(in));
        if (state.score().length > 0) {
            requireVersion(state.score()[0], TrackScore.OLDEST_VERSION, TrackScore.VERSION);
        }
        return state;
    }
}
