package io.genrestream.decoding;

import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;

/** The decoder processes that this JVM has running. */
final class Workers {
    private Workers() {}

    /** Oldest first. */
    static List<ProcessHandle> running() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .sorted(Comparator.comparing((ProcessHandle child) ->
                                child.info().startInstant().orElseThrow())
                        .thenComparing(ProcessHandle::pid))
                .toList();
    }

    /** Those of an earlier test were told to end, but may not be gone yet. */
    static void awaitNone() {
        Awaitility.await().until(() -> running().isEmpty());
    }
}
