package io.genrestream.scoring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * ONNX Runtime's environment, the one of this process. It is made in a thread with a stack of its own, because the
 * library (1.29) matches the process's command line with a recursive regular expression and ends in a segmentation fault
 * where that is long: after 3 KB on a stack of 1 MB, which a command with fifty file names exceeds.
 */
final class NativeEnvironment {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final long LEAST_STACK = 1 << 20;
    /** About 260 bytes are needed for each character. */
    private static final long STACK_A_CHARACTER = 1024;

    private NativeEnvironment() {}

    static OrtEnvironment get() {
        CompletableFuture<OrtEnvironment> made = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("onnxruntime-start")
                .stackSize(LEAST_STACK + STACK_A_CHARACTER * commandLineLength())
                .start(() -> make(made));
        return made.join();
    }

    private static void make(CompletableFuture<OrtEnvironment> made) {
        try {
            made.complete(OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "genrestream"));
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
        }
    }

    private static int commandLineLength() {
        try {
            return Files.readAllBytes(COMMAND_LINE).length;
        } catch (IOException e) {
            return 0; // not Linux
        }
    }
}
