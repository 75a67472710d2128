package io.genrestream.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A namespace of a cluster, by the commands {@code kubectl} and {@code helm}. */
record Kubernetes(String namespace) {
    /** @throws AssertionError when it fails, with what it said */
    String kubectl(String... words) {
        return run("kubectl", words).required().strip();
    }

    /** @throws AssertionError when it fails, with what it said */
    void helm(String... words) {
        run("helm", words).required();
    }

    Programs.Ended run(String program, String... words) {
        List<String> command = new ArrayList<>(List.of(program, "--namespace", namespace));
        command.addAll(Arrays.asList(words));
        return Programs.run(command);
    }

    /** A field of an object, as {@code kubectl}'s JSON path names it. */
    String field(String object, String path) {
        return kubectl("get", object, "-o", "jsonpath={" + path + "}");
    }

    int replicas(String workload) {
        return Integer.parseInt(field(workload, ".spec.replicas"));
    }

    /** The Java process of a pod, where this runs on its node. */
    Optional<ProcessHandle> java(String pod) {
        // Names of control groups have it with one or the other, by their driver.
        String uid = field("pod/" + pod, ".metadata.uid");
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .filter(process -> controlGroup(process).replace('_', '-').contains(uid))
                .findFirst();
    }

    private static String controlGroup(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cgroup"));
        } catch (IOException ended) {
            return "";
        }
    }
}
