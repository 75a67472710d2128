package io.genrestream.live.radio;

import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;
import io.genrestream.live.RecordedContainers;

/** Keeps what is heard, and hangs up after so many bytes. */
final class Listening implements LiveListener {
    private final RecordedContainers recorded = new RecordedContainers();
    private final LiveConnection connection;
    private long left;

    private Listening(LiveConnection connection, long bytes) {
        this.connection = connection;
        left = bytes;
    }

    /** Reads until that many bytes have come, or until the source ends. */
    static RecordedContainers to(LiveConnection connection, long bytes) throws LiveException {
        var listening = new Listening(connection, bytes);
        connection.read(listening);
        return listening.recorded;
    }

    @Override
    public void begin(AudioFormat format, boolean gapless) {
        recorded.begin(format, gapless);
    }

    @Override
    public void audio(byte[] bytes, int offset, int length) {
        recorded.audio(bytes, offset, length);
        left -= length;
        if (left <= 0) {
            connection.close();
        }
    }

    @Override
    public void title(String title) {
        recorded.title(title);
    }
}
