package io.genrestream.inference.segment;

import io.genrestream.event.SegmentReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The segments of a live stream, as a part of the state of their track, which has the version. */
public final class SegmentationFormat {
    private SegmentationFormat() {}

    public static void write(Segmentation segmentation, DataOutput out) throws IOException {
        Segment segment = segmentation.segment();
        out.writeBoolean(segment != null);
        if (segment == null) {
            return;
        }
        out.writeInt(segment.number());
        out.writeUTF(segment.reason().name());
        out.writeBoolean(segment.title() != null);
        if (segment.title() != null) {
            out.writeUTF(segment.title());
        }
        out.writeDouble(segment.start());
        out.writeLong(segment.startedAt());
        out.writeBoolean(segmentation.open());
        out.writeInt(segmentation.epoch());
        out.writeDouble(segmentation.reached());
        out.writeDouble(segmentation.titledAt());
        out.writeBoolean(segmentation.titled());
        out.writeDouble(segmentation.silentSince());
    }

    public static Segmentation read(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return Segmentation.NONE;
        }
        Segment segment = new Segment(
                in.readInt(),
                SegmentReason.valueOf(in.readUTF()),
                in.readBoolean() ? in.readUTF() : null,
                in.readDouble(),
                in.readLong());
        return new Segmentation(
                segment,
                in.readBoolean(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readBoolean(),
                in.readDouble());
    }
}
