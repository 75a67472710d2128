package io.genrestream.decoding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a child's standard error for as long as it lasts, so that the child never waits, and keeps the end of it as one
 * line. Of a JVM's crash report, which is hundreds of lines, the beginning is kept, for it says what happened.
 */
final class ErrorOutput implements Runnable {
    private static final int MOST = 800;
    private static final String REPORT = "# ";

    private final InputStream in;
    private final byte[] line = new byte[400];
    private final StringBuilder errors = new StringBuilder();
    private int filled;
    private boolean reporting;

    ErrorOutput(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] block = new byte[1024];
        try (in) {
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                for (int i = 0; i < got; i++) {
                    take(block[i]);
                }
            }
        } catch (IOException e) {
            // The child has gone, and its errors with it.
        }
        endLine();
    }

    /** At most 800 characters, none of them a control character; empty when it said nothing. */
    synchronized String text() {
        return errors.toString();
    }

    private void take(byte next) {
        if (next == '\n') {
            endLine();
        } else if (filled < line.length) {
            line[filled++] = next;
        }
    }

    private synchronized void endLine() {
        String text = new String(line, 0, filled, StandardCharsets.UTF_8).stripTrailing();
        filled = 0;
        // Lines that are set in are where in the code it was.
        if (text.isEmpty() || text.startsWith("\t") || reporting && errors.length() >= MOST) {
            return;
        }
        if (!reporting && text.startsWith(REPORT)) {
            reporting = true;
            errors.setLength(0);
        }
        errors.append(errors.isEmpty() ? "" : " / ").append(OneLine.of(text, line.length));
        int excess = errors.length() - MOST;
        if (excess > 0) {
            errors.delete(reporting ? MOST : 0, reporting ? errors.length() : excess);
        }
    }
}
