package io.genrestream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.error.ErrorCode;
import io.genrestream.registry.EventDeserializer;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader's program may be of Java 17: so are these classes, and those that they need. */
class LinkedByReadersTest {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_17 = 61;

    @ParameterizedTest
    @ValueSource(
            classes = {
                EventDeserializer.class,
                ErrorCode.class,
                Schema.class,
                KafkaConsumer.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonProperty.class
            })
    void shouldRunOnJava17(Class<?> one) throws Exception {
        Path source =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(source)) {
            assertJava17(source);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                assertJava17(jar.getPath("/"));
            }
        }
    }

    private static void assertJava17(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            // A jar's META-INF has classes for newer versions beside those for all.
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !root.relativize(file).startsWith("META-INF"))
                    .toList();
            assertThat(classes).isNotEmpty();
            for (Path one : classes) {
                assertThat(version(one)).as(one.toString()).isLessThanOrEqualTo(JAVA_17);
            }
        }
    }

    private static int version(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertThat(in.readInt()).isEqualTo(MAGIC);
            return in.readInt();
        }
    }
}
