package io.genrestream.inference.follow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One connection to several streams, each of which has a channel. The id of an event says of every stream how far it
 * was sent, in the order in which the client named them.
 */
final class Channels {
    private static final String NOWHERE = "n";
    private static final String BETWEEN = "_";
    /** The frames come from a tail of their own, and may do so a little after the last event. */
    private static final long FRAMES_SECONDS = 2;
    /** A history that nobody takes keeps no connection. */
    private static final long HISTORY_SECONDS = 60;

    private final EventOutlet connection;
    /** By stream, null where nothing was sent. */
    private final EventPosition[] reached;

    private final List<Runnable> whenRoom = new ArrayList<>();
    private final List<Runnable> whenGone = new ArrayList<>();
    private final ScheduledExecutorService clock;
    private int open;
    private int withFrames;
    private int histories;
    private boolean begun;
    private boolean sent;

    /** @param seen what the client has seen of each of the streams */
    Channels(EventOutlet connection, List<Optional<EventPosition>> seen, ScheduledExecutorService clock) {
        this.connection = connection;
        this.clock = clock;
        this.reached = seen.stream().map(position -> position.orElse(null)).toArray(EventPosition[]::new);
        this.open = seen.size();
    }

    /**
     * The position of each stream that an id gives, empty for one that had none yet; empty as a whole when the text is
     * no id of so many streams.
     */
    static Optional<List<Optional<EventPosition>>> parse(String id, int streams) {
        String[] parts = id.strip().split(BETWEEN, -1);
        List<Optional<EventPosition>> positions =
                Arrays.stream(parts).map(EventPosition::parse).toList();
        boolean whole = parts.length == streams;
        for (int i = 0; whole && i < streams; i++) {
            whole = positions.get(i).isPresent() || parts[i].equals(NOWHERE);
        }
        return whole ? Optional.of(positions) : Optional.empty();
    }

    EventOutlet channel(int stream) {
        return new Channel(stream);
    }

    /** Keeps the connection for frames, too. What is returned is to be run when those of the past have been sent. */
    synchronized Runnable beginHistory() {
        withFrames++;
        histories++;
        return this::endHistory;
    }

    private synchronized void endHistory() {
        histories--;
        endWithLast();
    }

    /**
     * Lets the connection end with its last stream.
     *
     * @return false when there is nothing to send
     */
    synchronized boolean begin() {
        begun = sent || open > 0;
        endWithLast();
        return begun;
    }

    private void endWithLast() {
        if (!begun || open > 0) {
            return;
        }
        if (withFrames == 0) {
            connection.end();
        } else {
            clock.schedule(connection::end, histories == 0 ? FRAMES_SECONDS : HISTORY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void run(List<Runnable> waiting) {
        List<Runnable> all;
        synchronized (waiting) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(Runnable::run);
    }

    private static void add(List<Runnable> waiting, Runnable then) {
        synchronized (waiting) {
            waiting.add(then);
        }
    }

    /** Where the events of one of the streams go. */
    private final class Channel implements EventOutlet {
        private final int stream;
        private boolean over;

        Channel(int stream) {
            this.stream = stream;
        }

        @Override
        public boolean offer(byte[] frame) {
            return connection.offer(frame);
        }

        @Override
        public boolean offer(Message message, EventPosition id) {
            // Together, so that no event says of this one that it was sent before it.
            synchronized (Channels.this) {
                reached[stream] = id;
                sent = true;
                return connection.offer(message.frame(Arrays.stream(reached)
                        .map(position -> position == null ? NOWHERE : position.toString())
                        .collect(Collectors.joining(BETWEEN))));
            }
        }

        @Override
        public boolean offer(Message message, EventPosition id, byte[] frame) {
            return offer(message, id);
        }

        @Override
        public void reached(EventPosition position) {
            synchronized (Channels.this) {
                // Who has seen nothing is to begin anew, as one who comes for the first time.
                if (reached[stream] != null) {
                    reached[stream] = position;
                }
            }
        }

        @Override
        public void over() {
            synchronized (Channels.this) {
                if (!over) {
                    over = true;
                    open--;
                    endWithLast();
                }
            }
        }

        /** The client comes back with the id of its last event, and all streams go on. */
        @Override
        public void end() {
            connection.end();
        }

        @Override
        public boolean hasRoom() {
            return connection.hasRoom();
        }

        @Override
        public void whenRoom(Runnable then) {
            add(whenRoom, then);
            connection.whenRoom(() -> run(whenRoom));
        }

        @Override
        public void whenGone(Runnable then) {
            add(whenGone, then);
            connection.whenGone(() -> run(whenGone));
        }
    }
}
