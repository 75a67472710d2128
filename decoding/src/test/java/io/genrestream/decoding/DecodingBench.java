package io.genrestream.decoding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Not a test: seconds of audio per second of processor time, and a worker's resident memory.
 * Arguments: rounds, then files. Needs this module's test class path.
 */
final class DecodingBench {
    private DecodingBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        List<byte[]> files = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            files.add(Files.readAllBytes(Path.of(args[i])));
        }
        long start = System.nanoTime();
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Decoded first = Decoded.of(pool, files.getFirst());
            System.out.printf("first file, with the worker's start: %.0f ms%n", (System.nanoTime() - start) / 1e6);
            System.out.println(first.failure() == null ? first.audio() : first.failure());
            for (int round = 0; round < rounds; round++) {
                double before = cpuSeconds();
                long wall = System.nanoTime();
                double audio = 0;
                for (byte[] file : files) {
                    Decoded decoded = Decoded.of(pool, file);
                    audio += decoded.samples().length / (double) Decoded.RATE;
                }
                System.out.printf(
                        "%.0f s of audio: %.0f x real time by worker CPU, %.0f x by the clock, %s%n",
                        audio, audio / (cpuSeconds() - before), audio / ((System.nanoTime() - wall) / 1e9), resident());
            }
        }
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                .children()
                .mapToDouble(
                        child -> child.info().totalCpuDuration().orElseThrow().toNanos() / 1e9)
                .sum();
    }

    private static String resident() throws Exception {
        long pid = ProcessHandle.current().children().findFirst().orElseThrow().pid();
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmData"))
                .toList()
                .toString();
    }
}
