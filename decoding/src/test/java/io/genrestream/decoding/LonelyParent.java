package io.genrestream.decoding;

import java.time.Duration;
import org.awaitility.Awaitility;

/** A process with a worker, that tells the worker's id and then does nothing, until it is killed. */
final class LonelyParent {
    private LonelyParent() {}

    public static void main(String[] args) throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Awaitility.await().until(() -> ProcessHandle.current().children().count() == 1);
            System.out.println(
                    ProcessHandle.current().children().findFirst().orElseThrow().pid());
            Thread.sleep(Duration.ofMinutes(5));
        }
    }
}
