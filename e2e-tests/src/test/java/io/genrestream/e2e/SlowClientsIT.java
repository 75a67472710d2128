package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.embedded.RunningParts;
import io.genrestream.testkit.SlowClients;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A thousand slow clients and as many quick ones as may be served at once, on the heap that {@code up} gives. */
@ExtendWith(RunningSystem.Extension.class)
class SlowClientsIT {
    private static final int SLOW = 1_000;
    /** The most at once, less two slow ones that may have a decoder each. */
    private static final int QUICK = 30;

    private static final byte[] FILE =
            SynthesizedAudio.tone(22_050, 440, 0.5, 60).wav(WavEncoding.PCM_16);

    @TempDir
    private Path folder;

    @Test
    void shouldClassifyASongBesideAThousandSlowClientsAndAFullHouse(RunningSystem system) throws Exception {
        ProcessHandle ingest = RunningParts.of(system.state()).get("ingest");
        try (SlowClients slow = new SlowClients(system.ingest().getPort(), SLOW, FILE)) {
            assertThat(answers(system))
                    .allSatisfy(answer ->
                            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));

            Launcher.Finished send = system.run(
                    "send", "--json", Music.synthesised(folder, "honest", 6, 3).toString());
            assertThat(send.status()).as(send.out() + send.err()).isZero();
            assertThat(slow.count()).isEqualTo(SLOW);
        }
        assertThat(ingest.isAlive()).isTrue();
        assertThat(RunningParts.of(system.state()).get("ingest").pid()).isEqualTo(ingest.pid());
    }

    /** Of that many uploads at once. */
    private static List<HttpResponse<String>> answers(RunningSystem system) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < QUICK; i++) {
            HttpRequest request = HttpRequest.newBuilder(system.ingest().resolve("/v1/streams/quick-" + i))
                    .PUT(BodyPublishers.ofByteArray(FILE))
                    .build();
            answers.add(http.sendAsync(request, BodyHandlers.ofString()));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
