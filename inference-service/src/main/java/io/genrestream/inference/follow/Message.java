package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a viewer is sent.
 *
 * @param name of the event: prediction, track, segment or deleted
 * @param attempt that it belongs to, 0 for a deletion, which belongs to all
 * @param last whether nothing follows it
 * @param data one line of JSON
 */
public record Message(String name, long attempt, boolean last, String data) {

    /** As lines of an event stream. */
    byte[] frame(String id) {
        return "event:%s\nid:%s\ndata:%s\n\n".formatted(name, id, data).getBytes(UTF_8);
    }
}
