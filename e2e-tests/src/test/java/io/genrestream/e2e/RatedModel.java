package io.genrestream.e2e;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelFile;
import io.genrestream.scoring.ModelPacking;
import io.genrestream.scoring.PackedMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small model whose front end has a sample rate of one's choice: windows of 3 s, 599 frames of 128 bands. */
public final class RatedModel {
    private static final Path BARE =
            Launcher.HOME.resolve("scoring/src/test/resources/models/three-convolutions-bare.onnx");

    private RatedModel() {}

    /** @param rate in Hz */
    public static Path write(int rate, Path folder) throws Exception {
        FrontEndSpec frontEnd = FrontEndSpec.parse(
                "rate=%d window=1024 fft=1024 hop=%d taper=hann power=2.0 bands=128 mel=slaney norm=slaney fmin=0.0 fmax=%s"
                                .formatted(rate, rate / 200, rate / 2.0)
                        + " log=db floor=1.0E-10 offset=0.0 mfcc=20 dct=ortho frames=599 every=300"
                        + " decoder=ffmpeg-8.0-swr-s16");
        PackedMetadata metadata = new PackedMetadata(
                "rated",
                Integer.toString(rate),
                frontEnd,
                List.of("blues", "jazz", "rock"),
                Activation.SOFTMAX,
                new Calibration(1, 0),
                List.of());
        return Files.write(folder.resolve("rated-" + rate + ".onnx"), ModelPacking.pack(ModelFile.map(BARE), metadata));
    }
}
