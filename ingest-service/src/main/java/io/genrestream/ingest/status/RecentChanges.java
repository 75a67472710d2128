package io.genrestream.ingest.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** Which streams have changed last, for those who ask again and again what is new. */
public final class RecentChanges {
    private static final int MOST = 2_000;

    /** Numbers mean nothing to another process. */
    private final String life = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    /** @param owner of the stream, or of what was deleted; null for nobody */
    private record Change(long number, String owner) {}

    /** By stream, its latest change; latest last. */
    private final SequencedMap<String, Change> changes = new LinkedHashMap<>();

    private long latest;
    /** The number of the latest change that is no longer here. */
    private long lost;

    /**
     * What changed since a moment, and the moment now.
     *
     * @param cursor to be asked with the next time
     */
    public record Since(List<String> streamIds, String cursor) {}

    /** @param owner null where nobody is known to own it: then it stays who owned it before */
    synchronized void add(String streamId, String owner) {
        Change before = changes.get(streamId);
        changes.putLast(streamId, new Change(++latest, owner == null && before != null ? before.owner : owner));
        if (changes.size() > MOST) {
            lost = changes.pollFirstEntry().getValue().number;
        }
    }

    /** The present moment. */
    public synchronized String cursor() {
        return life + "-" + latest;
    }

    /**
     * Empty when the cursor is not this process', or more has changed since than is kept.
     *
     * @param seen tells by a stream's owner, who may be null, whether it is of interest
     */
    public synchronized Optional<Since> since(String cursor, Predicate<String> seen) {
        long number = numberOf(cursor);
        if (number < lost || number > latest) {
            return Optional.empty();
        }
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, Change> change : changes.sequencedEntrySet().reversed()) {
            if (change.getValue().number <= number) {
                break;
            }
            if (seen.test(change.getValue().owner)) {
                changed.add(change.getKey());
            }
        }
        return Optional.of(new Since(changed, cursor()));
    }

    /** -1 for what this process has not given out. */
    private long numberOf(String cursor) {
        String prefix = life + "-";
        String number = cursor.startsWith(prefix) ? cursor.substring(prefix.length()) : "";
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : -1;
    }
}
