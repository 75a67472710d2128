package io.genrestream.decoding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Not a test: what live sources cost, an mp3 file given to each of them over and over at the pace at which it plays.
 * Arguments: the file, its bits a second, how many seconds, and numbers of sources. Needs this module's test class path.
 */
final class LiveBench {
    private static final int PIECES_A_SECOND = 10;

    private LiveBench() {}

    public static void main(String[] args) throws Exception {
        byte[] file = Files.readAllBytes(Path.of(args[0]));
        int piece = Integer.parseInt(args[1]) / 8 / PIECES_A_SECOND;
        int seconds = Integer.parseInt(args[2]);
        for (int i = 3; i < args.length; i++) {
            measure(file, piece, seconds, Integer.parseInt(args[i]));
        }
    }

    private static void measure(byte[] file, int piece, int seconds, int sources) throws Exception {
        try (var pool = new DecoderPool(DecoderSettings.live(sources))) {
            List<Decoding> open = new ArrayList<>();
            AtomicLong samples = new AtomicLong();
            for (int i = 0; i < sources; i++) {
                Decoding decoding = pool.openLive(LiveFormat.MP3, Decoded.RATE);
                open.add(decoding);
                Thread.ofVirtual().start(() -> count(decoding, samples));
            }
            play(file, piece, 5, open);
            long samplesBefore = samples.get();
            double childrenBefore = childrenSeconds();
            double parentBefore = seconds(ProcessHandle.current());
            play(file, piece, seconds, open);
            double audio = (samples.get() - samplesBefore) / (double) Decoded.RATE;
            System.out.printf(
                    "%d sources: %.0f s of audio in %d s, CPU ms a second of it: children %.2f, parent %.2f%n",
                    sources,
                    audio,
                    seconds,
                    1000 * (childrenSeconds() - childrenBefore) / audio,
                    1000 * (seconds(ProcessHandle.current()) - parentBefore) / audio);
            ProcessHandle.current().children().forEach(child -> System.out.println("  child " + memory(child)));
            System.out.println("  parent " + memory(ProcessHandle.current()));
            open.forEach(Decoding::close);
        }
    }

    private static void play(byte[] file, int piece, int seconds, List<Decoding> open) throws Exception {
        long start = System.nanoTime();
        for (int step = 0; step < seconds * PIECES_A_SECOND; step++) {
            int at = step * piece % (file.length - piece);
            for (Decoding decoding : open) {
                decoding.write(file, at, piece);
            }
            long due = start + (step + 1) * 1_000_000_000L / PIECES_A_SECOND;
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
        }
    }

    private static void count(Decoding decoding, AtomicLong samples) {
        short[] block = new short[4096];
        try {
            for (int got = decoding.read(block); got >= 0; got = decoding.read(block)) {
                samples.addAndGet(got);
            }
        } catch (DecodingException e) {
            if (e.code() != DecodingError.CANCELLED) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static double childrenSeconds() {
        return ProcessHandle.current()
                .children()
                .mapToDouble(LiveBench::seconds)
                .sum();
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static String memory(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.matches("(VmRSS|RssAnon|VmData|Threads):.*"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .toList()
                    .toString();
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
