package io.genrestream.ingest;

import io.genrestream.ingest.Instances.Sending;
import io.genrestream.ingest.service.IngestInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ingest instance in a process of its own, which feeds one stream in real time and prints how that came out. */
final class IngestChild implements AutoCloseable {
    private static final int PIECES = 60;
    private static final long PAUSE_MILLIS = 150;

    private final Process process;

    IngestChild(Process process) {
        this.process = process;
    }

    static IngestChild start(String name, String streamId, Map<String, String> addresses) {
        return new IngestChild(process(IngestChild.class, addresses, name, streamId));
    }

    /** One that follows live sources until it is killed, once it is ready. */
    static IngestChild startFollowing(String name, Map<String, String> addresses) throws IOException {
        Process process = process(Following.class, addresses, name);
        while (!"ready".equals(process.inputReader().readLine())) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Instance " + name + " ended.");
            }
        }
        return new IngestChild(process);
    }

    /** A JVM with the heap that {@code genrestream up} gives ingest; the settings follow the arguments. */
    static Process process(Class<?> main, Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx160m",
                main.getName()));
        command.addAll(List.of(arguments));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that follow a number of arguments. */
    static Map<String, String> settings(String[] arguments, int from) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(arguments).subList(from, arguments.length)) {
            String[] parts = setting.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        return settings;
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** The upload's ENDED or error code, when it is over. */
    String outcome() throws IOException {
        String last = "";
        for (String line : process.inputReader().lines().toList()) {
            last = line.startsWith("outcome ") ? line.substring(8) : last;
        }
        return last;
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param arguments the instance's name, the stream's id, and settings as {@code key=value} */
    public static void main(String... arguments) throws InterruptedException {
        IngestInstance instance = Instances.start(arguments[0], settings(arguments, 2), Map.of());
        PiecewiseBody body = new PiecewiseBody();
        Sending upload = new Sending(instance, arguments[1], body);
        for (int piece = 0; piece < PIECES; piece++) {
            body.send(IngestProcessTest.FILE, (double) piece / PIECES, (double) (piece + 1) / PIECES);
            Thread.sleep(PAUSE_MILLIS);
        }
        body.end();
        System.out.println("outcome " + upload.outcome());
        instance.service().close();
        System.exit(0);
    }

    /** An instance that says when it is ready. */
    static final class Following {
        private Following() {}

        public static void main(String... arguments) throws IOException {
            IngestInstance instance = Instances.start(arguments[0], settings(arguments, 1), Map.of());
            System.out.println("ready");
            System.in.read();
            instance.service().close();
            System.exit(0);
        }
    }
}
