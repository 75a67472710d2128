package io.genrestream.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pythons with packages, made once: those of {@code src/test/python/requirements.txt}, and the training project's. */
public final class PythonEnvironment {
    private static final Path MODULE = Launcher.HOME.resolve("e2e-tests");
    private static final Path PYTHON = MODULE.resolve("target/venv/bin/python");
    private static final Path REQUIREMENTS = MODULE.resolve("src/test/python/requirements.txt");

    private PythonEnvironment() {}

    /** The interpreter; empty where there is no Python with venv, or nowhere to get the packages from. */
    public static Optional<Path> withPackages() throws IOException, InterruptedException {
        boolean there = Files.exists(PYTHON)
                && run(PYTHON.toString(), "-c", "import confluent_kafka, pandas, pyarrow, websockets");
        return there || install() ? Optional.of(PYTHON) : Optional.empty();
    }

    /** The interpreter of the training project, made by its own script; empty where there is no PyTorch. */
    public static Optional<Path> ofTheTrainingProject() throws IOException, InterruptedException {
        Path project = Launcher.HOME.resolve("training");
        return run(project.resolve("test").toString(), "--version")
                ? Optional.of(project.resolve(".venv/bin/python"))
                : Optional.empty();
    }

    private static boolean install() throws IOException, InterruptedException {
        return run("python3", "-m", "venv", MODULE.resolve("target/venv").toString())
                && run(PYTHON.toString(), "-m", "pip", "install", "-q", "-r", REQUIREMENTS.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
