package io.genrestream.scoring.track;

import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelDescription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gathers the windows of one track into one result: over the whole of an upload, over the last 30 s of a live stream.
 * Encoded it is the state between windows, equal bit for bit to what it was.
 */
public final class TrackScore {
    private static final byte VERSION = 2;
    private static final double LIVE_SECONDS = 30;

    private final ModelDescription model;
    private final boolean live;
    private final Totals whole;
    private final Deque<HeardWindow> recent;
    private final Timeline timeline;

    public TrackScore(ModelDescription model, boolean live) {
        this(model, live, new Totals(), new ArrayDeque<>(), new Timeline());
    }

    private TrackScore(
            ModelDescription model, boolean live, Totals whole, Deque<HeardWindow> recent, Timeline timeline) {
        this.model = model;
        this.live = live;
        this.whole = whole;
        this.recent = recent;
        this.timeline = timeline;
    }

    /**
     * Counts a window as it was found; one too short to be scored does not count.
     *
     * @param seconds media time of the stream at the window's end
     */
    public void add(double seconds, Hearing hearing, Finding finding) {
        if (finding.scores().isPresent()) {
            add(HeardWindow.scored(seconds, hearing.weight(), finding.scores().get()));
        } else if (!hearing.isTooShort()) {
            boolean steady = finding.decision().equals(Decision.steady());
            add(steady ? HeardWindow.steady(seconds) : HeardWindow.silent(seconds));
        }
    }

    /** Counts a window; they come in the order of their time. */
    public void add(HeardWindow window) {
        if (live) {
            recent.addLast(window);
            while (recent.getFirst().seconds() <= window.seconds() - LIVE_SECONDS) {
                recent.removeFirst();
            }
        } else {
            whole.add(window, model.activation());
        }
        Totals totals = totals();
        timeline.note(window.seconds(), decide(totals, distribution(totals)));
    }

    public TrackResult result() {
        Totals totals = totals();
        float[] distribution = distribution(totals);
        return new TrackResult(
                decide(totals, distribution),
                distribution,
                totals.scored(),
                totals.meanEmbedding(),
                timeline.changes());
    }

    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(live);
            whole.write(out);
            out.writeShort(recent.size());
            for (HeardWindow window : recent) {
                window.write(out);
            }
            timeline.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written.", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param model the one that scored the windows
     * @throws IllegalArgumentException when the bytes are not what {@link #encode()} writes
     */
    public static TrackScore decode(byte[] encoded, ModelDescription model) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "Track score of version %d, this program reads %d.".formatted(version, VERSION));
            }
            boolean live = in.readBoolean();
            Totals whole = Totals.read(in);
            Deque<HeardWindow> recent = new ArrayDeque<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                recent.addLast(HeardWindow.read(in));
            }
            return new TrackScore(model, live, whole, recent, Timeline.read(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("Track score cut off after " + encoded.length + " bytes.", e);
        }
    }

    private Totals totals() {
        if (!live) {
            return whole;
        }
        Totals totals = new Totals();
        recent.forEach(window -> totals.add(window, model.activation()));
        return totals;
    }

    private float[] distribution(Totals totals) {
        return totals.distribution(model);
    }

    private Decision decide(Totals totals, float[] distribution) {
        if (totals.scored() > 0) {
            Calibration calibration = model.calibration();
            return Decision.of(distribution, calibration.unknownBelow());
        }
        if (totals.steady() > 0) {
            return Decision.steady();
        }
        return totals.silent() > 0 ? Decision.silent() : Decision.tooShort();
    }
}
