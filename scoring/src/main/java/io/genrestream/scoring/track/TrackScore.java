package io.genrestream.scoring.track;

import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.WindowScores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gathers the windows of one track into one result: over the whole of an upload, over the last 30 s of a live stream and,
 * beside them, over its segment so far.
 * Between windows it lies as a small head and as entries that are written once; restored it is equal bit for bit to what
 * it was.
 */
public final class TrackScore {
    /** First byte of the oldest heads that are read: they know no segment. */
    public static final byte OLDEST_VERSION = 3;
    /** First byte of the heads that are written. */
    public static final byte VERSION = 4;

    private static final double LIVE_SECONDS = 30;
    /** Far more than any front end makes in that time: bounds the state where windows bring no time. */
    private static final int MOST_LIVE_WINDOWS = 4_096;

    private final ModelDescription model;
    private final boolean live;
    private final ScoreTotals whole;
    private final NumberedQueue<WeightedWindow> recent =
            new NumberedQueue<>(TrackEntries.Kind.WINDOW, WeightedWindow.FORMAT);
    private final Timeline timeline = new Timeline(TrackEntries.Kind.CHANGE);
    private final SegmentScore segment;

    public TrackScore(ModelDescription model, boolean live) {
        this(model, live, new ScoreTotals());
    }

    private TrackScore(ModelDescription model, boolean live, ScoreTotals whole) {
        this.model = model;
        this.live = live;
        this.whole = whole;
        this.segment = new SegmentScore(model, recent);
    }

    /**
     * Counts a window as it was found; one too short to be scored does not count.
     *
     * @param seconds media time of the stream at the window's end
     */
    public void add(double seconds, WindowCoverage coverage, ScoredWindow scored) {
        if (scored.scores().isPresent()) {
            WindowScores scores = scored.scores().get();
            boolean talk = scored.verdict().kind() == VerdictKind.NO_MUSIC;
            add(
                    talk
                            ? WeightedWindow.talk(seconds, coverage.weight(), scores)
                            : WeightedWindow.scored(seconds, coverage.weight(), scores));
        } else if (!coverage.isTooShort()) {
            add(WeightedWindow.withoutMusic(seconds, scored.verdict().reason().orElseThrow()));
        }
    }

    /** Counts a window; they come in the order of their time. */
    public void add(WeightedWindow window) {
        if (live) {
            recent.addLast(window);
            segment.noteLast();
            while (isPast(recent.items().getFirst()) && recent.items().size() > segment.windows()
                    || recent.items().size() > MOST_LIVE_WINDOWS) {
                segment.letFirstGo();
                recent.removeFirst();
            }
        } else {
            whole.add(window, model.activation());
        }
        timeline.note(window.seconds(), totals().verdict(model));
    }

    public TrackResult result() {
        return totals().result(model, timeline.changes());
    }

    /** The result of a live stream's segment so far. */
    public TrackResult segment() {
        return segment.result();
    }

    /**
     * Begins a segment of a live stream with the next window.
     *
     * @param unheard whether what came before is no matter for changes of the music
     */
    public void beginSegment(boolean unheard) {
        segment.begin(unheard);
    }

    /** Cuts the segment of a live stream where the music changed, if the last window has made that known. */
    public Optional<MusicCut> cutWhereMusicChanged() {
        OptionalLong window = segment.musicChanged();
        return window.isPresent() ? Optional.of(segment.cut(window.getAsLong())) : Optional.empty();
    }

    /**
     * Writes what has changed since it was saved or restored.
     *
     * @param entries those of this track alone
     * @return the head, which takes the place of the one before
     */
    public byte[] save(TrackEntries entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream head = new DataOutputStream(bytes)) {
            head.writeByte(VERSION);
            head.writeBoolean(live);
            whole.write(head);
            recent.save(head, entries);
            timeline.save(head, entries);
            if (live) {
                segment.save(head, entries);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written.", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param model the one that scored the windows
     * @throws IllegalArgumentException when head and entries are not what {@link #save} writes
     */
    public static TrackScore restore(byte[] head, TrackEntries entries, ModelDescription model) {
        return read(head, (version, in) -> {
            TrackScore track = new TrackScore(model, in.readBoolean(), ScoreTotals.read(in));
            track.recent.restore(in, entries);
            track.timeline.restore(in, entries);
            if (version == OLDEST_VERSION) {
                track.segment.begin(true);
            } else if (track.live) {
                track.segment.restore(in, entries);
            }
            return track;
        });
    }

    /**
     * Removes the entries of a track that goes on no more.
     *
     * @throws IllegalArgumentException when the head is not what {@link #save} writes
     */
    public static void remove(byte[] head, TrackEntries entries) {
        read(head, (version, in) -> {
            boolean live = in.readBoolean();
            ScoreTotals.read(in);
            NumberedQueue<WeightedWindow> recent = new NumberedQueue<>(TrackEntries.Kind.WINDOW, WeightedWindow.FORMAT);
            recent.remove(in, entries);
            new Timeline(TrackEntries.Kind.CHANGE).remove(in, entries);
            if (live && version != OLDEST_VERSION) {
                SegmentScore.remove(in, entries);
            }
            return null;
        });
    }

    private interface HeadReader<T> {
        T read(byte version, DataInputStream head) throws IOException;
    }

    private static <T> T read(byte[] head, HeadReader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(head))) {
            byte version = in.readByte();
            if (version != VERSION && version != OLDEST_VERSION) {
                throw new IllegalArgumentException(
                        "Track score of version %d, this program reads %d.".formatted(version, VERSION));
            }
            return reader.read(version, in);
        } catch (IOException e) {
            throw new IllegalArgumentException("Track score cut off after " + head.length + " bytes.", e);
        }
    }

    private ScoreTotals totals() {
        if (!live) {
            return whole;
        }
        // Summed anew and in order each time: a sum from which old windows are subtracted would depend on the past.
        ScoreTotals totals = new ScoreTotals();
        recent.items().stream()
                .filter(window -> !isPast(window))
                .forEach(window -> totals.add(window, model.activation()));
        return totals;
    }

    private boolean isPast(WeightedWindow window) {
        return window.seconds() <= recent.items().getLast().seconds() - LIVE_SECONDS;
    }
}
