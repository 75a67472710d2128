package io.genrestream.decoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker gets of its parent, what it may take of the machine, and what gets out of it when it dies. */
@Tag("processes")
@Timeout(120)
class WorkerIsolationTest {
    private static final byte[] SONG =
            new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 5));

    @TempDir
    private Path directory;

    @BeforeEach
    void awaitTheEndOfEarlierWorkers() {
        Workers.awaitNone();
    }

    @Test
    void shouldGiveAWorkerNothingButTheLocaleAndAHomeOfTheEnvironment() throws Exception {
        Process parent = parent(
                LonelyParent.class,
                Map.of(
                        "KAFKA_SASL_JAAS_CONFIG", "password=secret",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "JAVA_TOOL_OPTIONS", "-Dsecret=1",
                        "JDK_JAVA_OPTIONS", "-Dsecret=2",
                        "_JAVA_OPTIONS", "-Dsecret=3",
                        "CLASSPATH", "/secret",
                        "HOME", "/tmp",
                        "LANG", "C.UTF-8"));
        try {
            Path worker = Path.of("/proc", parent.inputReader().readLine());
            await().until(() -> words(worker.resolve("cmdline")).getFirst().endsWith("java"));

            assertThat(words(worker.resolve("environ")))
                    .contains("HOME=/tmp", "LANG=C.UTF-8", "MALLOC_ARENA_MAX=2")
                    .allMatch(pair -> pair.matches("(HOME|LANG|LC_ALL|LC_CTYPE|MALLOC_ARENA_MAX)=.*"));
            assertThat(Files.readAllLines(worker.resolve("limits")))
                    .anyMatch(line -> line.matches("Max data size +" + (512 << 20) + " +" + (512 << 20) + " .*"))
                    .anyMatch(line -> line.matches("Max core file size +0 +0 .*"));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void shouldRefuseToStartWhereMemoryCannotBeLimited() throws Exception {
        Map<String, String> path = Map.of("PATH", directory.toString());

        assertThat(parent(PoolStart.class, path).inputReader().readLine()).isEqualTo("UNLIMITED_MEMORY");
        executable("prlimit", "echo failed to set the DATA resource limit: Operation not permitted >&2; exit 1");
        assertThat(parent(PoolStart.class, path).inputReader().readLine()).isEqualTo("UNLIMITED_MEMORY");
    }

    @Test
    void shouldDecodeWithoutALimitWhereThatIsAllowedAndSaySo() throws Exception {
        Process parent =
                parent(PoolStart.class, Map.of("PATH", directory.toString(), DecoderSettings.UNLIMITED, "true"));

        assertThat(parent.inputReader().readLine()).isEqualTo("decoded 22050");
        assertThat(parent.errorReader().lines()).anyMatch(line -> line.contains("SEVERE: UNLIMITED_MEMORY"));
    }

    @Test
    void shouldGiveACodeAndOneLineWhenAWorkerDiesOfMemoryAndStartAnother() throws Exception {
        var tooLittle = new WorkerMemory(2, 512, false);
        try (var log = new PoolLog();
                var pool = new DecoderPool(settings().withMemory(tooLittle))) {
            for (int stream = 0; stream < 2; stream++) {
                assertThat(Decoded.of(pool, SONG).failure())
                        .returns(DecodingError.MEMORY_LIMIT, DecodingException::code)
                        .returns("exit code 3", DecodingException::detail);
            }
            assertThat(log.awaitOne()).contains("exit code 3: Terminating due to java.lang.OutOfMemoryError");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void shouldDecodeWhatHasATitleAsLongAsTheHeap() throws Exception {
        try (var pool = new DecoderPool(settings())) {
            Decoded decoded = Decoded.of(pool, withEndlessTitle());

            assertThat(decoded.failure()).isNull();
            assertThat(decoded.samples()).hasSizeGreaterThan(5 * Decoded.RATE - 1_000);
        }
    }

    @Test
    void shouldGiveACodeAndOneLineWhenAWorkerCrashesAndLeaveNoFile() throws Exception {
        try (var log = new PoolLog();
                var pool = new DecoderPool(settings())) {
            Decoded.of(pool, SONG);
            try (Decoding struck = pool.open(StreamLimits.DEFAULT, Decoded.RATE)) {
                struck.write(SONG, 0, 1000);
                signal(Workers.running().getFirst(), "SEGV");

                assertThat(Decoded.drain(struck).failure())
                        .returns(DecodingError.DECODER_CRASHED, DecodingException::code)
                        .returns("exit code 1", DecodingException::detail);
            }
            assertThat(log.awaitOne())
                    .contains("# A fatal error has been detected")
                    .contains("SIGSEGV");
            assertThat(Decoded.of(pool, SONG).failure()).isNull();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void shouldLetNothingOutOfAWorkerThatSaysWhatItLikes() throws Exception {
        Path liar = executable("java", "printf 'EVIL\\033[2J\\r\\nERROR a line of its own\\n\\0' >&2; exit 7");
        try (var log = new PoolLog();
                var pool = new DecoderPool(with(liar))) {
            assertThat(Decoded.of(pool, SONG).failure())
                    .returns(DecodingError.DECODER_UNAVAILABLE, DecodingException::code)
                    .returns("exit code 7", DecodingException::detail);
            assertThat(log.awaitOne())
                    .contains("exit code 7: EVIL\\u001b[2J / ERROR a line of its own / \\u0000")
                    .matches(line -> line.chars().noneMatch(Character::isISOControl));
        }
    }

    @Test
    void shouldTellTheLogAloneWhyNoWorkerStarts() throws Exception {
        try (var log = new PoolLog();
                var pool = new DecoderPool(with(Path.of("/nowhere/java")))) {
            DecodingException failure = Decoded.of(pool, SONG).failure();

            assertThat(failure.code()).isEqualTo(DecodingError.DECODER_UNAVAILABLE);
            assertThat(failure.detail()).isEqualTo("exit code 127");
            assertThat(log.awaitOne()).contains("/nowhere/java: No such file");
            await().until(() -> pool.trouble().isPresent());
            assertThat(pool.trouble().orElseThrow()).contains("exit code 127");
        }
    }

    private DecoderSettings settings() {
        return TestPools.of(1).withSpool(1 << 20, directory);
    }

    private DecoderSettings with(Path java) {
        DecoderSettings shipped = TestPools.of(1, 0, 1);
        return new DecoderSettings(
                1,
                0,
                1,
                shipped.windowBytes(),
                shipped.niceness(),
                shipped.waitForWorker(),
                shipped.memory(),
                shipped.spoolBytes(),
                directory,
                java,
                shipped.classPath());
    }

    private Path executable(String name, String script) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** The song behind an ID3v2.4 tag whose title is larger than a worker's heap. */
    private static byte[] withEndlessTitle() {
        int title = 40 << 20;
        ByteBuffer tag = ByteBuffer.allocate(20 + title);
        tag.put(new byte[] {'I', 'D', '3', 4, 0, 0}).putInt(syncSafe(10 + title));
        tag.put("TIT2".getBytes(US_ASCII)).putInt(syncSafe(title)).putShort((short) 0);
        tag.put((byte) 3);
        Arrays.fill(tag.array(), tag.position(), tag.capacity(), (byte) 'x');
        return ByteBuffer.allocate(tag.capacity() + SONG.length)
                .put(tag.array())
                .put(SONG)
                .array();
    }

    /** Seven bits of each byte. */
    private static int syncSafe(int size) {
        return size & 0x7f | (size & 0x3f80) << 1 | (size & 0x1fc000) << 2 | (size & 0xfe00000) << 3;
    }

    private static Process parent(Class<?> main, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(List.of(TestPools.of(1).java().toString()));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> words(Path file) throws Exception {
        return Arrays.asList(Files.readString(file).split("\0"));
    }

    private static void signal(ProcessHandle worker, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(worker.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
