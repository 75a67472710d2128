package io.genrestream.feature.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.dsp.FramingState;
import io.genrestream.feature.state.StreamHead.Phase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A head as bytes: version, flags, {@value #NUMBERS} bytes of numbers, the epochs' starts in media time, then strings and
 * the framing with their lengths before them. Of an ended stream only front end, attempt and time follow the flags, of an
 * idle one its place too. Version 1 had no attempt and no media time: its streams are read as attempt 0, with nothing
 * lost. Version 2 had no title and no idle streams.
 */
final class StreamHeadCodec {
    private static final byte WITHOUT_ATTEMPT = 1;
    private static final byte VERSION = 3;
    private static final int NUMBERS = 3 * Integer.BYTES + 11 * Long.BYTES;
    private static final int ENDED = 1;
    private static final int LIVE = 2;
    private static final int HAS_EXTERNAL_ID = 4;
    private static final int HAS_TITLE = 8;
    private static final int IDLE = 16;

    private StreamHeadCodec() {}

    static Serde<StreamHead> serde() {
        return Serdes.serdeFrom((topic, head) -> encode(head), (topic, bytes) -> decode(bytes));
    }

    static byte[] encode(StreamHead head) {
        if (head.phase() == Phase.IDLE) {
            return ByteBuffer.allocate(2 + 4 * Long.BYTES + 2 * Integer.BYTES)
                    .put(VERSION)
                    .put((byte) IDLE)
                    .putLong(head.frontEnd())
                    .putLong(head.attempt())
                    .putLong(head.lastChunkAt())
                    .putInt(head.sourceEpoch())
                    .putInt(head.progress().epoch())
                    .putLong(head.progress().mediaEnd())
                    .array();
        }
        if (head.phase() == Phase.ENDED) {
            return ByteBuffer.allocate(2 + 3 * Long.BYTES)
                    .put(VERSION)
                    .put((byte) ENDED)
                    .putLong(head.frontEnd())
                    .putLong(head.attempt())
                    .putLong(head.lastChunkAt())
                    .array();
        }
        ClientMetadata metadata = head.metadata();
        byte[] framing = head.framing().encode();
        // Three bytes a character at most in UTF-8, and two before each string for its length.
        int characters = length(metadata.externalId()) + length(metadata.title());
        for (Map.Entry<String, String> entry : metadata.attributes().entrySet()) {
            characters += entry.getKey().length() + entry.getValue().length() + 2;
        }
        int epochs = 2 * Long.BYTES * head.progress().media().epochs().size();
        ByteBuffer out = ByteBuffer.allocate(14 + NUMBERS + epochs + framing.length + 3 * characters);
        out.put(VERSION);
        out.put((byte) ((metadata.live() ? LIVE : 0)
                | (metadata.externalId() != null ? HAS_EXTERNAL_ID : 0)
                | (metadata.title() != null ? HAS_TITLE : 0)));
        out.putLong(head.frontEnd())
                .putLong(head.attempt())
                .putInt(head.sourceEpoch())
                .putLong(head.nextSequence());
        write(out, head.progress());
        out.putLong(metadata.capturedAt()).putLong(head.lastChunkAt());
        out.putInt(framing.length).put(framing);
        if (metadata.externalId() != null) {
            write(out, metadata.externalId());
        }
        if (metadata.title() != null) {
            write(out, metadata.title());
        }
        out.putShort((short) metadata.attributes().size());
        metadata.attributes().forEach((name, value) -> {
            write(out, name);
            write(out, value);
        });
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    static StreamHead decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        StateVersion.require(VERSION, version);
        int flags = in.get();
        long frontEnd = in.getLong();
        long attempt = version == WITHOUT_ATTEMPT ? 0 : in.getLong();
        if (version != WITHOUT_ATTEMPT && (flags & ENDED) != 0) {
            return StreamHead.marker(frontEnd, attempt, in.getLong());
        }
        if ((flags & IDLE) != 0) {
            return StreamHead.idle(frontEnd, attempt, in.getLong(), in.getInt(), in.getInt(), in.getLong());
        }
        int sourceEpoch = in.getInt();
        long nextSequence = in.getLong();
        StreamProgress progress = progress(in, version);
        long capturedAt = in.getLong();
        long lastChunkAt = in.getLong();
        byte[] framing = new byte[in.getInt()];
        in.get(framing);
        String externalId = (flags & HAS_EXTERNAL_ID) != 0 ? string(in) : null;
        String title = (flags & HAS_TITLE) != 0 ? string(in) : null;
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int left = in.getShort(); left > 0; left--) {
            attributes.put(string(in), string(in));
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

    private static void write(ByteBuffer out, StreamProgress progress) {
        out.putInt(progress.epoch()).putInt(progress.windows());
        out.putLong(progress.epochFirstFrame()).putLong(progress.frames());
        out.putLong(progress.epochFirstSample()).putLong(progress.samples());
        out.putLong(progress.reduced());
        MediaTime media = progress.media();
        out.putLong(media.start()).putShort((short) media.epochs().size());
        media.epochs().forEach(epoch -> out.putLong(epoch.frame()).putLong(epoch.sample()));
    }

    private static StreamProgress progress(ByteBuffer in, byte version) {
        int epoch = in.getInt();
        int windows = in.getInt();
        long epochFirstFrame = in.getLong();
        long frames = in.getLong();
        long epochFirstSample = in.getLong();
        long samples = in.getLong();
        long reduced = in.getLong();
        MediaTime media = version == WITHOUT_ATTEMPT
                ? new MediaTime(0, List.of(new MediaTime.Epoch(epochFirstFrame, epochFirstSample)))
                : media(in);
        return new StreamProgress(epoch, windows, epochFirstFrame, frames, epochFirstSample, samples, reduced, media);
    }

    private static MediaTime media(ByteBuffer in) {
        long start = in.getLong();
        List<MediaTime.Epoch> epochs = new ArrayList<>();
        for (int left = in.getShort(); left > 0; left--) {
            epochs.add(new MediaTime.Epoch(in.getLong(), in.getLong()));
        }
        return new MediaTime(start, epochs);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    private static void write(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private static String string(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
