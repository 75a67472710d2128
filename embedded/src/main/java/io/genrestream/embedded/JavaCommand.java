package io.genrestream.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a part's JVM. Every part is marked with its name and its state directory, see {@link RunningParts}. */
public final class JavaCommand {

    private final List<String> words = new ArrayList<>();

    /** Starts on the JDK that runs us, with a bounded heap and the collector that needs the least memory. */
    public JavaCommand(String part, StateDirectory state, int heapMegabytes) {
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add(RunningParts.PART_MARK + part);
        words.add(RunningParts.STATE_MARK + state.root());
        words.add("-Xmx" + heapMegabytes + "m");
        words.add("-XX:+UseSerialGC");
        words.add("-Dfile.encoding=UTF-8");
        // Without memory a JVM does some things and not others: whoever supervises it starts another.
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-XX:ErrorFile=" + state.crashReport(part));
        words.add("-XX:ReplayDataFile=/dev/null");
        words.add("-XX:-CreateCoredumpOnCrash");
    }

    /** Compiles with the first compiler alone: half the CPU of a start, slower code later. */
    public JavaCommand quickStart() {
        words.add("-XX:TieredStopAtLevel=1");
        return this;
    }

    /**
     * Keeps the loaded classes in a file: written when the process ends by itself, read at later starts, which then take
     * about half of the CPU time. The JVM replaces a file that does not fit its jars, and several processes may share it.
     */
    public JavaCommand classArchive(Path file) {
        words.add("-XX:+AutoCreateSharedArchive");
        return readOnlyClassArchive(file);
    }

    /** Uses the archive of another program on the same class path, if there is one. */
    JavaCommand readOnlyClassArchive(Path file) {
        words.add("-XX:SharedArchiveFile=" + file);
        // A missing or outdated archive is the normal case after a build: nothing to warn of.
        words.add("-Xlog:disable");
        return this;
    }

    public JavaCommand option(String option) {
        words.add(option);
        return this;
    }

    public JavaCommand property(String name, Object value) {
        words.add("-D" + name + "=" + value);
        return this;
    }

    public List<String> mainClass(String classPath, String mainClass, String... arguments) {
        words.addAll(List.of("-cp", classPath, mainClass));
        words.addAll(List.of(arguments));
        return List.copyOf(words);
    }

    public List<String> jar(Path jar) {
        words.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(words);
    }
}
