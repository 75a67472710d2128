package io.genrestream.decoding;

import io.genrestream.decoding.worker.DecoderWorker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a worker is started: an argument vector, never a shell's line, and an environment that holds no secret. */
final class WorkerCommand {
    private static final System.Logger LOG = System.getLogger(WorkerCommand.class.getName());
    private static final long MEGABYTE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How names of files are written, and where the native libraries lie unpacked: all that a worker asks for. */
    private static final List<String> INHERITED = List.of("HOME", "LANG", "LC_ALL", "LC_CTYPE");

    private static final List<String> JVM = List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            // Standard output is for frames. Whatever a JVM has to say goes where its error output is kept, not into
            // files.
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-XX:+ErrorFileToStderr",
            "-XX:ReplayDataFile=/dev/null",
            "-XX:-CreateCoredumpOnCrash",
            "--enable-native-access=ALL-UNNAMED",
            // JavaCPP: no limit on resident memory of its own making, no thread that waits for garbage.
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dorg.bytedeco.javacpp.nopointergc=true");

    /** A file is decoded before the optimizing compiler is done. */
    private static final List<String> FOR_FILES = List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=12m");
    /** Sources play for days. */
    private static final List<String> FOR_LIVE_SOURCES = List.of("-XX:ReservedCodeCacheSize=24m");

    private final ProcessBuilder builder;

    /** @throws DecodingException UNLIMITED_MEMORY, DECODER_UNAVAILABLE when the workers' classes are not found */
    WorkerCommand(DecoderSettings settings) throws DecodingException {
        List<Path> classPath = settings.classPath().isEmpty() ? WorkerClassPath.find() : settings.classPath();
        List<String> command = new ArrayList<>(niceness(settings.niceness()));
        command.addAll(limit(settings.memory()));
        command.add(settings.java().toString());
        command.add("-Xmx" + settings.memory().heapMegabytes() + "m");
        command.addAll(JVM);
        command.addAll(settings.isForFiles() ? FOR_FILES : FOR_LIVE_SOURCES);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + settings.temporaryDirectory(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                DecoderWorker.class.getName(),
                Long.toString(settings.spoolBytes()),
                Long.toString(settings.memory().limitMegabytes() * MEGABYTE / 2)));
        builder = new ProcessBuilder(command)
                .directory(settings.temporaryDirectory().toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
    }

    Process start() throws DecodingException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DecodingException(DecodingError.DECODER_UNAVAILABLE, e.getMessage());
        }
    }

    private static List<String> limit(WorkerMemory memory) throws DecodingException {
        String bytes = Long.toString(memory.limitMegabytes() * MEGABYTE);
        Optional<List<String>> limit = onPath("prlimit")
                .map(prlimit -> List.of(prlimit.toString(), "--data=" + bytes, "--core=0", "--"))
                .filter(WorkerCommand::works);
        if (limit.isPresent()) {
            return limit.get();
        }
        if (!memory.unlimited()) {
            throw new DecodingException(DecodingError.UNLIMITED_MEMORY);
        }
        LOG.log(
                System.Logger.Level.ERROR,
                DecodingError.UNLIMITED_MEMORY + ": decoders run without a memory limit, as "
                        + DecoderSettings.UNLIMITED + " allows: one hostile file can take all memory.");
        return List.of();
    }

    private static List<String> niceness(int niceness) {
        if (niceness == 0) {
            return List.of();
        }
        Optional<List<String>> nice = onPath("nice")
                .map(program -> List.of(program.toString(), "-n", Integer.toString(niceness)))
                .filter(WorkerCommand::works);
        if (nice.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Decoders of files run as fast as those of live sources: there is no nice on the PATH that works."
                            + " Install it (package coreutils) where live sources should not wait.");
        }
        return nice.orElse(List.of());
    }

    /** Whether a program runs behind these words: the limit may be above what this process may set. */
    private static boolean works(List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of(words.getFirst(), "--version"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(PATIENCE) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
