package io.genrestream.cli.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl-C and a plain {@code kill} into an interrupt of the thread that made this, so that a command ends in order:
 * left to itself the JVM would take ONNX Runtime down under a run. A second Ctrl-C ends the process at once.
 */
public final class CtrlC implements AutoCloseable {
    /** What a shell expects of a command that was interrupted. */
    public static final int EXIT_CODE = 130;

    private final Thread thread = Thread.currentThread();
    private final Map<Signal, SignalHandler> before = new HashMap<>();
    private volatile boolean pressed;

    public CtrlC() {
        for (String name : List.of("INT", "TERM")) {
            Signal signal = new Signal(name);
            SignalHandler handler = Signal.handle(signal, ignored -> press());
            if (handler == SignalHandler.SIG_IGN) {
                Signal.handle(signal, handler); // whoever started the process does not want it to end of that
            } else {
                before.put(signal, handler);
            }
        }
    }

    /** From then on what fails may fail of the signal, which the decoders of a terminal's command get too. */
    public boolean pressed() {
        return pressed;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }

    private void press() {
        if (pressed) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        pressed = true;
        thread.interrupt();
    }
}
