package io.genrestream.cli.run;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.EmbeddedBroker;
import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ends the parts of a run in the order of the data: first what takes music in, then what works on it, last what the
 * others need for saying goodbye. Within 10 s in all, by force where asking does not help.
 */
final class OrderlyStop {

    private static final Duration GRACE = Duration.ofMillis(3_200);

    private OrderlyStop() {}

    /** @return the names of the parts that were alive */
    static List<String> all(StateDirectory state) {
        Map<String, ProcessHandle> alive = RunningParts.of(state);
        for (int stage = 0; stage <= 2; stage++) {
            List<Thread> stops = new ArrayList<>();
            for (Map.Entry<String, ProcessHandle> part : alive.entrySet()) {
                if (stage(part.getKey()) == stage) {
                    stops.add(Thread.ofVirtual().start(() -> ChildProcess.stop(part.getValue(), GRACE)));
                }
            }
            stops.forEach(OrderlyStop::join);
        }
        return List.copyOf(alive.keySet());
    }

    private static int stage(String part) {
        return switch (part) {
            case "ingest" -> 0;
            case EmbeddedBroker.PART, EmbeddedRegistry.PART -> 2;
            default -> 1;
        };
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
