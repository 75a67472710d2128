package io.genrestream.live.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class NameCacheTest {
    @TempDir
    Path directory;

    @Test
    void shouldAskAgainAtOnceForANameThatWasNotKnown() throws Exception {
        assertThat(lookUpBeforeAndAfterItIsKnown("shortened")).isEqualTo("unknown 127.0.0.9");
        // Where the JDK does so by itself, the class is of no more use.
        assertThat(lookUpBeforeAndAfterItIsKnown("as it is")).isEqualTo("unknown unknown");
    }

    private String lookUpBeforeAndAfterItIsKnown(String cache) throws IOException, InterruptedException {
        Path names = Files.writeString(directory.resolve("hosts"), "127.0.0.1 other.test\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + names,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LookUps.class.getName(),
                        cache,
                        names.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    /** Its caches are a JVM's own, so it is one of its own. */
    static final class LookUps {
        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("shortened")) {
                NameCache.shorten();
            }
            String before = lookUp();
            Files.writeString(Path.of(arguments[1]), "127.0.0.9 radio.test\n");
            System.out.println(before + " " + lookUp());
        }

        private static String lookUp() {
            try {
                return InetAddress.getByName("radio.test").getHostAddress();
            } catch (UnknownHostException e) {
                return "unknown";
            }
        }
    }
}
