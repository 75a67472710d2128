package io.genrestream.feature.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.dsp.FramingState;
import io.genrestream.feature.state.StreamHead.Phase;
import io.genrestream.feature.state.StreamProgress.CurrentEpoch;
import io.genrestream.feature.state.StreamProgress.MediaTime;
import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A head: flags, then of an ended stream only front end, attempt and time, of an idle one its place too. Version 1 had
 * no attempt and no media time: its streams are read as attempt 0, with nothing lost. Version 2 had no title and no
 * idle streams.
 */
final class StreamHeadFormat extends StateFormat<StreamHead> {
    private static final int WITHOUT_ATTEMPT = 1;
    private static final int VERSION = 3;
    private static final int ENDED = 1;
    private static final int LIVE = 2;
    private static final int HAS_EXTERNAL_ID = 4;
    private static final int HAS_TITLE = 8;
    private static final int IDLE = 16;

    StreamHeadFormat() {
        super(WITHOUT_ATTEMPT, VERSION);
    }

    @Override
    protected void write(StreamHead head, DataOutputStream out) throws IOException {
        out.writeByte(flags(head));
        out.writeLong(head.frontEnd());
        out.writeLong(head.attempt());
        switch (head.phase()) {
            case OPEN -> writeOpen(head, out);
            case IDLE -> writeIdle(head, out);
            case ENDED -> out.writeLong(head.lastChunkAt());
        }
    }

    private static int flags(StreamHead head) {
        ClientMetadata metadata = head.metadata();
        return switch (head.phase()) {
            case OPEN ->
                (metadata.live() ? LIVE : 0)
                        | (metadata.externalId() != null ? HAS_EXTERNAL_ID : 0)
                        | (metadata.title() != null ? HAS_TITLE : 0);
            case IDLE -> IDLE;
            case ENDED -> ENDED;
        };
    }

    private static void writeOpen(StreamHead head, DataOutputStream out) throws IOException {
        ClientMetadata metadata = head.metadata();
        out.writeInt(head.sourceEpoch());
        out.writeLong(head.nextSequence());
        write(head.progress(), out);
        out.writeLong(metadata.capturedAt());
        out.writeLong(head.lastChunkAt());
        byte[] framing = head.framing().encode();
        out.writeInt(framing.length);
        out.write(framing);
        if (metadata.externalId() != null) {
            writeText(metadata.externalId(), out);
        }
        if (metadata.title() != null) {
            writeText(metadata.title(), out);
        }
        out.writeShort(metadata.attributes().size());
        for (Map.Entry<String, String> attribute : metadata.attributes().entrySet()) {
            writeText(attribute.getKey(), out);
            writeText(attribute.getValue(), out);
        }
    }

    private static void writeIdle(StreamHead head, DataOutputStream out) throws IOException {
        out.writeLong(head.lastChunkAt());
        out.writeInt(head.sourceEpoch());
        out.writeInt(head.progress().epoch().number());
        out.writeLong(head.progress().mediaEnd());
    }

    private static void write(StreamProgress progress, DataOutputStream out) throws IOException {
        out.writeInt(progress.epoch().number());
        out.writeInt(progress.epoch().windows());
        out.writeLong(progress.epochFirstFrame());
        out.writeLong(progress.frames());
        out.writeLong(progress.epoch().firstSample());
        out.writeLong(progress.samples());
        out.writeLong(progress.reduced());
        out.writeLong(progress.media().start());
        out.writeShort(progress.media().epochs().size());
        for (MediaTime.Epoch epoch : progress.media().epochs()) {
            out.writeLong(epoch.frame());
            out.writeLong(epoch.sample());
        }
    }

    @Override
    protected StreamHead read(DataInputStream in, int version) throws IOException {
        int flags = in.readByte();
        long frontEnd = in.readLong();
        long attempt = version == WITHOUT_ATTEMPT ? 0 : in.readLong();
        if (version != WITHOUT_ATTEMPT && (flags & ENDED) != 0) {
            return StreamHead.marker(frontEnd, attempt, in.readLong());
        }
        if ((flags & IDLE) != 0) {
            return StreamHead.idle(frontEnd, attempt, in.readLong(), in.readInt(), in.readInt(), in.readLong());
        }
        int sourceEpoch = in.readInt();
        long nextSequence = in.readLong();
        StreamProgress progress = readProgress(in, version);
        long capturedAt = in.readLong();
        long lastChunkAt = in.readLong();
        byte[] framing = readBytes(in, in.readInt());
        String externalId = (flags & HAS_EXTERNAL_ID) != 0 ? readText(in) : null;
        String title = (flags & HAS_TITLE) != 0 ? readText(in) : null;
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int left = in.readShort(); left > 0; left--) {
            attributes.put(readText(in), readText(in));
        }
        return new StreamHead(
                frontEnd,
                attempt,
                sourceEpoch,
                nextSequence,
                progress,
                new ClientMetadata((flags & LIVE) != 0, externalId, attributes, title, capturedAt),
                lastChunkAt,
                (flags & ENDED) != 0 ? Phase.ENDED : Phase.OPEN,
                FramingState.decode(framing));
    }

    private static StreamProgress readProgress(DataInputStream in, int version) throws IOException {
        int epoch = in.readInt();
        int windows = in.readInt();
        long epochFirstFrame = in.readLong();
        long frames = in.readLong();
        long epochFirstSample = in.readLong();
        long samples = in.readLong();
        long reduced = in.readLong();
        MediaTime media = version == WITHOUT_ATTEMPT
                ? new MediaTime(0, List.of(new MediaTime.Epoch(epochFirstFrame, epochFirstSample)))
                : readMedia(in);
        return new StreamProgress(new CurrentEpoch(epoch, windows, epochFirstSample), frames, samples, reduced, media);
    }

    private static MediaTime readMedia(DataInputStream in) throws IOException {
        long start = in.readLong();
        List<MediaTime.Epoch> epochs = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            epochs.add(new MediaTime.Epoch(in.readLong(), in.readLong()));
        }
        return new MediaTime(start, epochs);
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in, in.readUnsignedShort()), UTF_8);
    }
}
