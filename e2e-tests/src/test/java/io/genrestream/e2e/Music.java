package io.genrestream.e2e;

import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Files to send: real tracks where the labelled music is at hand, else synthesised ones. */
public final class Music {
    private static final int RATE = 22_050;

    private Music() {}

    /** The folder that {@code GENRESTREAM_DATA} names, or {@code ../shared/data} beside the repository. */
    static Optional<Path> labelledMusic() {
        String named = System.getenv("GENRESTREAM_DATA");
        Path data = named != null
                ? Path.of(named)
                : Launcher.HOME.resolveSibling("shared").resolve("data");
        return Optional.of(data).filter(Files::isDirectory);
    }

    public static Optional<Path> realTracks() {
        return labelledMusic()
                .map(data -> data.resolve("gtzan").resolve("audio"))
                .filter(Files::isDirectory);
    }

    /** Tracks of about 30 s each, of several genres where they are real. */
    static List<Path> tracks(int count, Path folder) {
        return realTracks()
                .map(real -> everyNth(real, count))
                .orElseGet(() -> IntStream.range(0, count)
                        .mapToObj(i -> synthesised(folder, "track " + i, 30, i))
                        .toList());
    }

    static Path synthesised(Path folder, String name, double seconds, long seed) {
        byte[] wav = SynthesizedAudio.music(RATE, 1, seconds, seed).wav(WavEncoding.PCM_16);
        try {
            return Files.write(folder.resolve(name + ".wav"), wav);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> everyNth(Path folder, int count) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.sorted(Comparator.naturalOrder()).toList();
            return IntStream.range(0, count)
                    .mapToObj(i -> all.get(i * all.size() / count))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
