package io.genrestream.scoring.track;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A queue whose items are numbered in the order of their coming, so that each can lie in a place of its own. Knows which
 * of them lie there already.
 */
final class NumberedQueue<T> {

    /** Writes an item as bytes and reads it back. */
    interface Format<T> {
        void write(T item, DataOutput out) throws IOException;

        T read(DataInput in) throws IOException;
    }

    private final TrackEntries.Kind kind;
    private final Format<T> format;
    private final Deque<T> items = new ArrayDeque<>();
    /** The number of the first item. */
    private long first;

    private long storedFirst;
    private long storedEnd;

    NumberedQueue(TrackEntries.Kind kind, Format<T> format) {
        this.kind = kind;
        this.format = format;
    }

    /** Oldest first. */
    Deque<T> items() {
        return items;
    }

    /** The number of the first item, or of the one to come. */
    long first() {
        return first;
    }

    /** The number of the item to come. */
    long end() {
        return first + items.size();
    }

    void clear() {
        first += items.size();
        items.clear();
    }

    void addLast(T item) {
        items.addLast(item);
    }

    void removeFirst() {
        items.removeFirst();
        first++;
    }

    /** Brings the entries to what the queue holds, and writes to {@code head} where they are. */
    void save(DataOutput head, TrackEntries entries) throws IOException {
        for (long number = storedFirst; number < Math.min(first, storedEnd); number++) {
            entries.remove(kind, number);
        }
        long number = first;
        for (T item : items) {
            if (number >= storedEnd) {
                entries.put(kind, number, encode(item));
            }
            number++;
        }
        head.writeLong(first);
        head.writeInt(items.size());
        storedFirst = first;
        storedEnd = number;
    }

    /** Reads where the entries are, and them too. */
    void restore(DataInput head, TrackEntries entries) throws IOException {
        place(head);
        for (long number = storedFirst; number < storedEnd; number++) {
            items.addLast(decode(entries.get(kind, number)));
        }
    }

    /** Reads where the entries are, and removes them. */
    void remove(DataInput head, TrackEntries entries) throws IOException {
        place(head);
        for (long number = storedFirst; number < storedEnd; number++) {
            entries.remove(kind, number);
        }
    }

    private void place(DataInput head) throws IOException {
        first = head.readLong();
        storedFirst = first;
        storedEnd = first + head.readInt();
    }

    private byte[] encode(T item) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.write(item, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private T decode(byte[] entry) throws IOException {
        if (entry == null) {
            throw new IOException("An entry is missing.");
        }
        return format.read(new DataInputStream(new ByteArrayInputStream(entry)));
    }
}
