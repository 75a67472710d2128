package io.genrestream.live.hls;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.http.SourceClient;
import io.genrestream.live.http.SourceResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Asks servers for playlists and segments, one at a time, until it is closed. */
final class HttpSegments implements SegmentSource, AutoCloseable {
    private static final Duration LONGEST_DOWNLOAD = Duration.ofSeconds(30);
    private static final int PARTIAL_CONTENT = 206;

    private final SourceClient client;
    private Thread asking;
    private SourceResponse answer;
    private boolean closed;

    HttpSegments(SourceClient client) {
        this.client = client;
    }

    @Override
    public Fetched fetch(URI uri, int limit) throws LiveException {
        SourceResponse response = ask(uri, Map.of());
        return new Fetched(response.uri(), response.bytes(limit, LONGEST_DOWNLOAD));
    }

    @Override
    public byte[] fetch(URI uri, ByteRange range) throws LiveException {
        String bytes = "bytes=" + range.offset() + '-' + (range.offset() + range.length() - 1);
        SourceResponse response = ask(uri, Map.of("Range", bytes));
        if (response.status() != PARTIAL_CONTENT) {
            response.close();
            throw new LiveException(LiveError.SOURCE_UNSUPPORTED, "its server sends no parts of files");
        }
        return response.bytes((int) range.length(), LONGEST_DOWNLOAD);
    }

    private SourceResponse ask(URI uri, Map<String, String> headers) throws LiveException {
        begin();
        SourceResponse response = null;
        try {
            response = client.get(uri, headers);
        } finally {
            answered(response);
        }
        return response;
    }

    private synchronized void begin() throws LiveException {
        if (closed) {
            throw new LiveException(LiveError.SOURCE_ENDED, "it was closed here");
        }
        asking = Thread.currentThread();
    }

    private synchronized void answered(SourceResponse response) {
        asking = null;
        answer = response;
        if (closed) {
            // Of the interrupt that was meant for the request alone.
            Thread.interrupted();
            close();
        }
    }

    /** Ends what is being fetched; from any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        if (asking != null) {
            asking.interrupt();
        } else if (answer != null) {
            answer.close();
        }
    }
}
