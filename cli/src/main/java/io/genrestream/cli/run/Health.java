package io.genrestream.cli.run;

import io.genrestream.embedded.BrokerProbe;
import io.genrestream.embedded.HttpProbe;
import java.net.URI;
import java.time.Duration;

/** Asks parts whether they are ready. */
final class Health implements AutoCloseable {

    private final HttpProbe http = new HttpProbe(Duration.ofSeconds(3));

    boolean isReady(RunPart part) {
        URI health = part.health();
        return health.getScheme().equals("kafka") ? BrokerProbe.answers(health.getPort()) : http.answers(health);
    }

    @Override
    public void close() {
        http.close();
    }
}
