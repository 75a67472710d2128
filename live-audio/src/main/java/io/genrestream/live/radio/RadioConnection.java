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
    /** A read that brought less has taken all that was there. */
    private static final int LARGE_READ = 4_096;

    /**
     * Servers send a kilobyte at a time. Each is worked through by two processes and four threads, which costs more than
     * what it holds; so it waits for those that come next.
     */
    private static final long GATHERING_MILLIS = 450;

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

    private void pass(LiveListener listener) throws IOException {
        Sink sink = sink(listener);
        IcyReader audio = first.audio();
        byte[] buffer = first.bytes();
        for (int read = first.length(); read >= 0 && !closed; read = audio.read(buffer, 0, buffer.length)) {
            String title = audio.newTitle();
            if (title != null) {
                listener.title(title);
            }
            sink.write(buffer, 0, read);
            if (read < LARGE_READ && response.body().available() == 0) {
                gather();
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
