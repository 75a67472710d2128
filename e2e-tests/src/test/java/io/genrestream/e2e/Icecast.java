package io.genrestream.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A real Icecast on loopback, with stations that ffmpeg feeds at the pace of their music. */
final class Icecast implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CONFIGURATION = """
            <icecast>
              <location>here</location>
              <admin>nobody@localhost</admin>
              <hostname>127.0.0.1</hostname>
              <limits><clients>600</clients><sources>100</sources><burst-size>65536</burst-size></limits>
              <authentication>
                <source-password>source</source-password>
                <admin-user>admin</admin-user>
                <admin-password>admin</admin-password>
              </authentication>
              <listen-socket><port>%1$d</port><bind-address>127.0.0.1</bind-address></listen-socket>
              <paths>
                <basedir>%2$s</basedir><logdir>%2$s</logdir>
                <webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot>
              </paths>
              <logging><errorlog>error.log</errorlog><accesslog>access.log</accesslog><loglevel>2</loglevel></logging>
              <security>
                <chroot>0</chroot>
                <changeowner><user>nobody</user><group>nogroup</group></changeowner>
              </security>
            </icecast>
            """;

    private final Path folder;
    private final int port;
    private final List<Process> broadcasts = new ArrayList<>();
    private Process server;

    Icecast() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
            folder = Files.createTempDirectory("genrestream-icecast");
            // It refuses to run as root and changes to a user who must write its logs.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.writeString(folder.resolve("icecast.xml"), CONFIGURATION.formatted(port, folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Whether this machine has what it takes. */
    static boolean isInstalled() {
        return Programs.isOnPath("icecast2") && Programs.isOnPath("ffmpeg");
    }

    void start() {
        server = process(List.of("icecast2", "-c", folder.resolve("icecast.xml").toString()), "icecast.out");
        await().atMost(PATIENCE).until(this::answers);
    }

    /** Ends it at once, and its listeners with it. */
    void kill() {
        server.destroyForcibly().onExit().join();
    }

    URI station(String mount) {
        return URI.create("http://127.0.0.1:" + port + '/' + mount);
    }

    /**
     * Puts a station on the air that plays the file again and again, as mp3 of 128 kbit/s.
     *
     * @return its source client, which a test may kill
     */
    Process broadcast(String mount, Path music) {
        Process client = process(
                List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-re",
                        "-stream_loop",
                        "-1",
                        "-i",
                        music.toString(),
                        "-vn",
                        "-c:a",
                        "libmp3lame",
                        "-b:a",
                        "128k",
                        "-content_type",
                        "audio/mpeg",
                        "-f",
                        "mp3",
                        "icecast://source:source@127.0.0.1:" + port + '/' + mount),
                mount + ".out");
        broadcasts.add(client);
        await().atMost(PATIENCE).until(() -> isOnAir(mount));
        return client;
    }

    /** Says what plays now, as a studio's program does. */
    void title(String mount, String title) {
        String query = "mount=/" + mount + "&mode=updinfo&charset=UTF-8&song="
                + URLEncoder.encode(title, StandardCharsets.UTF_8);
        if (!get("/admin/metadata?" + query).contains("successful")) {
            throw new AssertionError("The title was not taken");
        }
    }

    private boolean isOnAir(String mount) {
        return get("/admin/listmounts").contains("mount=\"/" + mount + "\"");
    }

    private boolean answers() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String get(String path) {
        String login = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.US_ASCII));
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(station("").resolve(path))
                                    .header("Authorization", "Basic " + login)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process process(List<String> command, String log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(log).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broadcasts.forEach(client -> client.destroyForcibly().onExit().join());
        kill();
    }
}
