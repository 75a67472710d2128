package io.genrestream.live.radio;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;
import io.genrestream.live.LiveStation;
import io.genrestream.live.http.LiveFailures;
import io.genrestream.live.http.SourceResponse;
import io.genrestream.live.ogg.OggLinks;
import java.io.IOException;
import java.io.InterruptedIOException;

/** A stream of audio over HTTP that is being listened to. */
final class RadioConnection implements LiveConnection {
    private static final int BUFFER_BYTES = 16 * 1024;

    /**
     * Servers send a kilobyte at a time. Each is worked through by two processes and four threads, which costs more than
     * what it holds; so it waits for those that come next.
     */
    private static final long GATHERING_MILLIS = 450;

    /**
     * A read that took longer has waited for the station: whatever was there has been read. Its size does not say so, for
     * a read brings no more than one chunk of a chunked body, or one record of TLS.
     */
    private static final long WAITED_NANOS = 1_000_000;

    private interface Sink {
        void write(byte[] bytes, int offset, int length) throws LiveException;
    }

    private final SourceResponse response;
    private final FirstBytes first;
    private final LiveStation station;
    private volatile boolean closed;

    RadioConnection(SourceResponse response, FirstBytes first) {
        this.response = response;
        this.first = first;
        station = StationHeaders.read(response);
    }

    @Override
    public LiveStation station() {
        return station;
    }

    @Override
    public boolean mayBeRecording() {
        return Recording.mayBe(response);
    }

    @Override
    public void read(LiveListener listener) throws LiveException {
        try (response) {
            pass(listener);
        } catch (IOException e) {
            if (!closed) {
                throw LiveFailures.whileReading(e);
            }
        }
    }

    /**
     * Hands on all that is there, and then gathers. What a read has waited for comes first of what will be gathered, so it is
     * kept for that, unless the station sends so much at once that it is worth handing on.
     */
    private void pass(LiveListener listener) throws IOException {
        Sink sink = sink(listener);
        sink.write(first.bytes(), 0, first.length());
        IcyReader audio = first.audio();
        byte[] buffer = new byte[BUFFER_BYTES];
        int kept = 0;
        try {
            int withoutWaiting = 0;
            while (!closed) {
                long asked = System.nanoTime();
                int read = audio.read(buffer, kept, buffer.length - kept);
                boolean waited = System.nanoTime() - asked > WAITED_NANOS;
                if (read < 0) {
                    return;
                }
                String title = audio.newTitle();
                if (title != null) {
                    sink.write(buffer, 0, kept);
                    System.arraycopy(buffer, kept, buffer, 0, read);
                    kept = 0;
                    listener.title(title);
                }
                kept += read;
                if (!waited || read >= withoutWaiting) {
                    int length = kept;
                    kept = 0;
                    sink.write(buffer, 0, length);
                }
                withoutWaiting = waited ? 0 : withoutWaiting + read;
                if (waited) {
                    gather();
                }
            }
        } finally {
            if (kept > 0 && !closed) {
                sink.write(buffer, 0, kept);
            }
        }
    }

    private void gather() throws InterruptedIOException {
        try {
            Thread.sleep(GATHERING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private Sink sink(LiveListener listener) {
        if (first.format() == AudioFormat.OGG) {
            return new OggLinks(listener)::write;
        }
        listener.begin(first.format(), false);
        return listener::audio;
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }
}
