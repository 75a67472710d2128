package io.genrestream.live.radio;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveRoute;
import io.genrestream.live.LiveSettings;
import io.genrestream.testkit.radio.RadioAnswer;
import io.genrestream.testkit.radio.RadioServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A station and a reader that may reach it. */
abstract class RadioTest {
    static final int FAST = 10_000_000;

    final LiveReader reader = reader(null);
    RadioServer radio;

    @BeforeEach
    void startServer() throws IOException {
        radio = new RadioServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        reader.close();
        radio.close();
    }

    /** @param trustStore null for none */
    static LiveReader reader(Path trustStore) {
        return new HttpLiveReader(new LiveSettings(
                List.of("127.0.0.1/32"), Duration.ofSeconds(3), Duration.ofSeconds(1), trustStore, "Genrestream/test"));
    }

    static RadioAnswer mp3() {
        return RadioAnswer.audio("audio/mpeg", EncodedAudio.MP3, FAST);
    }

    LiveRoute route(String path) {
        return reader.route(address(radio.uri(path)));
    }

    static LiveAddress address(URI uri) {
        return new LiveAddress(uri, null, null);
    }

    static LiveException failure(LiveRoute route) {
        return catchThrowableOfType(LiveException.class, () -> route.open().close());
    }

    LiveError failure(String path) {
        return failure(route(path)).code();
    }
}
