package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged while it listens, to be searched for what must not be there. */
final class LoggedText extends Handler {
    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    LoggedText() {
        setLevel(Level.ALL);
        ROOT.addHandler(this);
    }

    void shouldNotHold(String secret) {
        assertThat(lines).noneMatch(line -> line.contains(secret));
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getMessage() + Arrays.toString(entry.getParameters()) + entry.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
