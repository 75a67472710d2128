package io.genrestream.embedded;

import java.util.Arrays;
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
            String[] words = process.info().arguments().orElse(new String[0]);
            if (Arrays.asList(words).contains(mark)) {
                Arrays.stream(words)
                        .filter(word -> word.startsWith(PART_MARK))
                        .findFirst()
                        .ifPresent(
                                word -> parts.merge(word.substring(PART_MARK.length()), process, RunningParts::parent));
            }
        });
        return parts;
    }

    /** A process that is just starting another one shows twice for a moment. */
    private static ProcessHandle parent(ProcessHandle one, ProcessHandle other) {
        return other.parent().filter(one::equals).isPresent() ? one : other;
    }
}
