package io.genrestream.e2e;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The {@code docker} command. */
final class Docker {
    private Docker() {}

    /** Whether there is the command, and an engine that it reaches. */
    static boolean answers() throws IOException, InterruptedException {
        return Programs.isOnPath("docker")
                && new ProcessBuilder("docker", "info")
                                .redirectErrorStream(true)
                                .redirectOutput(Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** @throws AssertionError when it fails, with what it said */
    static String run(String... words) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(Arrays.asList(words));
        return Programs.run(command).required();
    }
}
