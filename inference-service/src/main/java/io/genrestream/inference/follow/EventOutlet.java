package io.genrestream.inference.follow;

import java.io.IOException;

/** Where a follower's events go. Sending waits until the receiver has taken what was sent. */
public interface EventOutlet {
    /** Whether the receiver is there as far as is known without sending. */
    boolean isOpen();

    void send(String name, EventPosition id, Object data) throws IOException;

    /** Something that keeps the connection open and tells whether it still is. */
    void heartbeat() throws IOException;
}
