package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the running service share. */
abstract class ServiceTest {
    static final Duration SOON = Duration.ofSeconds(30);

    @TestHTTPResource(management = true)
    URL management;

    final LogReader log = LogReader.ofService();

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get(management + "health/ready").statusCode() == 200);
    }

    /** @param variant another one is another content */
    static byte[] wav(double seconds, int variant) {
        return SynthesizedAudio.tone(22_050, 200 + variant, 0.5, seconds).wav(WavEncoding.PCM_16);
    }

    /** A minute: FFmpeg looks at the first MiB of a wav file before it gives out samples. */
    static byte[] longWav(int variant) {
        return wav(60, variant);
    }

    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    static String stateOf(String streamId) {
        return given().get("/v1/streams/" + streamId).path("state");
    }
}
