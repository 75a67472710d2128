package io.genrestream.ingest;

import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveListener;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveStation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens sources without a network: the path tells how it comes out. */
@Singleton
public final class AnsweringReader implements LiveReader {
    private final List<LiveAddress> opened = new CopyOnWriteArrayList<>();
    private volatile boolean interrupted;

    /** Addresses that it was to open, in order. */
    List<LiveAddress> opened() {
        return opened;
    }

    /** Whether somebody gave up waiting for {@code /never}. */
    boolean wasInterrupted() {
        return interrupted;
    }

    @Override
    public LiveConnection open(LiveAddress address) throws LiveException {
        opened.add(address);
        switch (address.uri().getPath()) {
            case "/asleep" -> throw new LiveException(LiveError.SOURCE_REFUSED, "HTTP 404", 404, null);
            case "/page" -> throw new LiveException(LiveError.SOURCE_NOT_AUDIO, "text/html");
            case "/never" -> waitForEver();
            default -> {}
        }
        return new Silent();
    }

    private void waitForEver() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static final class Silent implements LiveConnection {
        @Override
        public LiveStation station() {
            return new LiveStation("Radio Silent", 128_000, "http://radio.example/");
        }

        @Override
        public void read(LiveListener listener) {
            // Nothing comes.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
