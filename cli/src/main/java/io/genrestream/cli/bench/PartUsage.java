package io.genrestream.cli.bench;

import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a part of the system has used so far.
 *
 * @param cpu processor time since its start
 * @param residentMegabytes memory that it holds now
 */
record PartUsage(Duration cpu, long residentMegabytes) {

    /** Of every live part by its name; decoder workers, the ingest service's children, stand as one part. */
    static Map<String, PartUsage> of(StateDirectory state) {
        Map<String, PartUsage> usage = new TreeMap<>();
        RunningParts.of(state).forEach((name, process) -> {
            usage.put(name, of(process));
            process.children().forEach(child -> usage.merge("decoders (largest MB)", of(child), PartUsage::together));
        });
        return usage;
    }

    PartUsage since(PartUsage before) {
        return new PartUsage(before == null ? cpu : cpu.minus(before.cpu), residentMegabytes);
    }

    static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private PartUsage together(PartUsage other) {
        return new PartUsage(cpu.plus(other.cpu), Math.max(residentMegabytes, other.residentMegabytes));
    }

    private static PartUsage of(ProcessHandle process) {
        return new PartUsage(process.info().totalCpuDuration().orElse(Duration.ZERO), resident(process.pid()));
    }

    /** From the kernel's process table; 0 where there is none to read (not Linux). */
    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
