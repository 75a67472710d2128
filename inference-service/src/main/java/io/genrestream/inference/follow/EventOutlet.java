package io.genrestream.inference.follow;

/** Where a viewer's events go. Nothing here waits. */
public interface EventOutlet {

    /**
     * Takes a frame to be sent. A receiver that is too far behind with what was taken before is cut off instead.
     *
     * @param frame whole lines of an event stream, not to be changed any more
     * @return false when the receiver is gone
     */
    boolean offer(byte[] frame);

    /** Takes an event. */
    default boolean offer(Message message, EventPosition id) {
        return offer(message.frame(id.toString()));
    }

    /**
     * Takes an event that many are sent.
     *
     * @param frame the event with that id, as a connection to one stream is sent it
     */
    default boolean offer(Message message, EventPosition id, byte[] frame) {
        return offer(frame);
    }

    /** Learns that everything of the stream before the position was sent. */
    default void reached(EventPosition position) {}

    /** Learns that nothing more comes of the stream. */
    default void over() {
        end();
    }

    /** Whether a frame more would not bring the receiver near being cut off. */
    boolean hasRoom();

    /** Runs {@code then} once, when there is room or the receiver is gone. */
    void whenRoom(Runnable then);

    /** Runs {@code then} once, when the receiver is gone. */
    void whenGone(Runnable then);

    /** Closes the connection after what was taken. */
    void end();
}
