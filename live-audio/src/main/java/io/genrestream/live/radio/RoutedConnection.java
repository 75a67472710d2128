package io.genrestream.live.radio;

import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;
import io.genrestream.live.LiveStation;
import java.time.Duration;

/** A connection from whose end its route learns. */
record RoutedConnection(LiveConnection connection, RouteMemory memory) implements LiveConnection {
    @Override
    public LiveStation station() {
        return connection.station();
    }

    @Override
    public boolean mayBeRecording() {
        return connection.mayBeRecording();
    }

    @Override
    public void read(LiveListener listener) throws LiveException {
        long started = System.nanoTime();
        try {
            connection.read(listener);
        } catch (LiveException e) {
            if (e.code() == LiveError.TITLES_DAMAGED) {
                memory.leaveTitlesOut();
            }
            throw e;
        } finally {
            memory.lasted(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
