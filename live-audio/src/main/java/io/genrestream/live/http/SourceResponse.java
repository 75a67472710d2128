package io.genrestream.live.http;

import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.Response;

/** The answer to a request, with a status of 2xx and a body that is yet to be read. */
public final class SourceResponse implements AutoCloseable {
    private final Call call;
    private final Response response;
    private final Deadlines deadlines;
    private final InputStream body;

    SourceResponse(Call call, Response response, Deadlines deadlines) {
        this.call = call;
        this.response = response;
        this.deadlines = deadlines;
        body = new Body(response.body().byteStream());
    }

    public int status() {
        return response.code();
    }

    /** Where the answer came from, after redirects. Its query may hold a token: nothing to show or to log. */
    public URI uri() {
        return response.request().url().uri();
    }

    /** The last header of that name in any case of letters; null for none. What is no UTF-8 in it has become U+FFFD. */
    public String header(String name) {
        return response.header(name);
    }

    /** Whether there is a header whose name, in any case of letters, begins so. */
    public boolean hasHeader(String prefix) {
        return response.headers().names().stream()
                .anyMatch(name -> name.regionMatches(true, 0, prefix, 0, prefix.length()));
    }

    /** What the answer says that the body has (bytes); -1 when it says nothing. */
    public long length() {
        return response.body().contentLength();
    }

    /** The content type in lower case and without its parameters; empty when the answer has none. */
    public String contentType() {
        String type = response.header("Content-Type", "");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The body. Reading throws a {@link LiveException} when nothing comes for longer than the settings' read time, and when
     * the connection breaks.
     */
    public InputStream body() {
        return body;
    }

    /**
     * The whole body; closes the answer.
     *
     * @param limit of its length in bytes
     * @param within longest time until its end
     * @throws LiveException {@link LiveError#TOO_LARGE} when it is longer, {@link LiveError#SOURCE_STALLED} when it takes
     *     too long
     */
    public byte[] bytes(int limit, Duration within) throws LiveException {
        Deadline deadline = cancelAfter(within);
        try (this;
                deadline) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new LiveException(LiveError.TOO_LARGE, "more than " + limit + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw deadline.passed()
                    ? new LiveException(LiveError.SOURCE_STALLED, "not whole after " + within.toSeconds() + " s")
                    : LiveFailures.whileReading(e);
        }
    }

    /** Breaks the reading of the body off at that time, unless what is returned is closed before it. */
    public Deadline cancelAfter(Duration time) {
        return deadlines.after(time, call::cancel);
    }

    /** Ends the reading of the body at once; from any thread. */
    @Override
    public void close() {
        // Unread, the connection is of no more use; one that was read to its end has been handed back already.
        call.cancel();
        synchronized (body) {
            response.close();
        }
    }

    /** Locked while it is read, because closing a buffer under a reader would give its memory to two. */
    private static final class Body extends InputStream {
        private final InputStream bytes;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws LiveException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) throws LiveException {
            try {
                return bytes.read(into, offset, length);
            } catch (IOException e) {
                throw LiveFailures.whileReading(e);
            }
        }

        @Override
        public synchronized int available() throws LiveException {
            try {
                return bytes.available();
            } catch (IOException e) {
                throw LiveFailures.whileReading(e);
            }
        }
    }
}
