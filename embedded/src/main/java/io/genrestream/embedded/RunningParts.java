package io.genrestream.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a run that are alive, read from the process table by the marks on their command lines. A pid file can
 * outlive its process and then name a stranger; the marks cannot.
 */
public final class RunningParts {

    static final String PART_MARK = "-Dgenrestream.part=";
    static final String STATE_MARK = "-Dgenrestream.state=";

    private RunningParts() {}

    /** Every live process whose part belongs to this state directory, by the part's name. */
    public static Map<String, ProcessHandle> of(StateDirectory state) {
        String mark = STATE_MARK + state.root();
        Map<String, ProcessHandle> parts = new TreeMap<>();
        ProcessHandle.allProcesses().forEach(process -> {
            List<String> words = commandLine(process);
            if (words.contains(mark)) {
                words.stream()
                        .filter(word -> word.startsWith(PART_MARK))
                        .findFirst()
                        .ifPresent(
                                word -> parts.merge(word.substring(PART_MARK.length()), process, RunningParts::parent));
            }
        });
        return parts;
    }

    /** The JDK itself reads no command line on Linux that is longer than a page, as one with a class path soon is. */
    private static List<String> commandLine(ProcessHandle process) {
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return List.of(new String(words, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            // Another system, or it has just ended.
            return List.of(process.info().arguments().orElse(new String[0]));
        }
    }

    /** A process that is just starting another one shows twice for a moment. */
    private static ProcessHandle parent(ProcessHandle one, ProcessHandle other) {
        return other.parent().filter(one::equals).isPresent() ? one : other;
    }
}
