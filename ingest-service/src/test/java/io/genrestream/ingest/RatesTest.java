package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.ingest.Instances.Sending;
import io.genrestream.ingest.service.IngestInstance;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audio is published at the rate of the front end that all services are given. */
class RatesTest {
    private static final byte[] FILE =
            SynthesizedAudio.tone(48_000, 440, 0.5, 3.5).wav(WavEncoding.PCM_16);

    @RegisterExtension
    private static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 32_000, 44_100})
    void shouldPublishChunksOfASecondAtTheFrontEndsRate(int rate) throws Exception {
        IngestInstance instance = Instances.start("at-" + rate, BROKER.addresses(), frontEnd(rate));

        Sending upload = new Sending(
                instance, "at-" + rate, new PiecewiseBody().send(FILE, 0, 1).end());

        assertThat(upload.outcome()).isEqualTo("ENDED");
        List<AudioChunk> chunks = BROKER.log().chunks("at-" + rate);
        assertThat(chunks).extracting(AudioChunk::getSampleRate).containsOnly(rate);
        assertThat(chunks)
                .extracting(chunk -> chunk.getSamples().remaining() / Short.BYTES)
                .containsExactly(rate, rate, rate, rate / 2);
        assertThat(chunks)
                .extracting(AudioChunk::getStartSample)
                .containsExactly(0L, (long) rate, 2L * rate, 3L * rate);
        assertThat(BROKER.log().states("at-" + rate).getLast().getSeconds()).isEqualTo(3.5);
        instance.service().close();
    }

    @Test
    void shouldNotStartWithAFrontEndThatNothingIsDecodedFor() {
        assertThatThrownBy(() -> Instances.start("far", BROKER.addresses(), frontEnd(200_000)))
                .hasMessageContaining("genrestream.front-end")
                .hasMessageContaining("200000 Hz");
        assertThatThrownBy(
                        () -> Instances.start("odd", BROKER.addresses(), Map.of("genrestream.front-end", "rate=fast")))
                .hasMessageContaining("genrestream.front-end");
    }

    private static Map<String, String> frontEnd(int rate) {
        String text = FrontEndSpec.SHIPPED
                .canonical()
                .replace("rate=22050", "rate=" + rate)
                .replace("fmax=11025.0", "fmax=" + Math.min(11_025.0, rate / 2.0));
        return Map.of("genrestream.front-end", text);
    }
}
