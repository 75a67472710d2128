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

/** A stream of audio over HTTP that is being listened to. */
final class RadioConnection implements LiveConnection {
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
