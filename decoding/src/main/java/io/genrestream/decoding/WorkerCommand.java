package io.genrestream.decoding;

import io.genrestream.decoding.worker.DecoderWorker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a worker is started: an argument vector, never a shell's line. */
final class WorkerCommand {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final long MEGABYTE = 1 << 20;

    private final ProcessBuilder builder;

    WorkerCommand(DecoderSettings settings) throws DecodingException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(PRLIMIT)) {
            command.addAll(
                    List.of(PRLIMIT.toString(), "--data=" + settings.memoryMegabytes() * MEGABYTE, "--core=0", "--"));
        }
        List<Path> classPath = settings.classPath().isEmpty() ? WorkerClassPath.find() : settings.classPath();
        command.addAll(List.of(
                settings.java().toString(),
                "-Xmx" + settings.heapMegabytes() + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=12m",
                "-XX:-UsePerfData",
                // A crash report goes into the tail that the failure quotes, not into a file that nobody looks for.
                "-XX:+ErrorFileToStderr",
                "--enable-native-access=ALL-UNNAMED",
                // JavaCPP: no limit on resident memory of its own making, no thread that waits for garbage.
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Djava.io.tmpdir=" + settings.temporaryDirectory(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                DecoderWorker.class.getName(),
                Long.toString(settings.spoolBytes()),
                Long.toString(settings.memoryMegabytes() * MEGABYTE / 2)));
        builder = new ProcessBuilder(command)
                .directory(settings.temporaryDirectory().toFile());
        // Options meant for the parent (an agent, a heap size) are not for its children.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
    }

    Process start() throws DecodingException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DecodingException(DecodingError.DECODER_UNAVAILABLE, e.getMessage());
        }
    }
}
