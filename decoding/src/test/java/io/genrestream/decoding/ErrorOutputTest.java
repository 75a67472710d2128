package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorOutputTest {
    @Test
    void shouldKeepWhatWentWrongAndNotWhere() {
        assertThat(of("Exception in thread \"main\" X: y\n\tat a.B.c(B.java:1)\n\t... 3 more\nCaused by: Z\n\tat d\n"))
                .isEqualTo("Exception in thread \"main\" X: y / Caused by: Z");
    }

    @Test
    void shouldKeepTheEndOfMuchAndTheBeginningOfACrashReport() {
        String chatter = "[mp3 @ 0x1] Header missing\n".repeat(10_000);
        String report =
                "#\n# A fatal error has been detected:\n#\n#  SIGSEGV (0xb)\n" + "Registers: 1234\n".repeat(5_000);

        assertThat(of(chatter + "the end")).hasSize(800).endsWith("missing / the end");
        assertThat(of(chatter + report))
                .hasSize(800)
                .startsWith("# A fatal error has been detected: / # / #  SIGSEGV (0xb) / Registers: 1234");
    }

    @Test
    void shouldBeOneBoundedLineWhateverIsSaid() {
        assertThat(of("\u001b[31mred\r\n\u0007bell")).isEqualTo("\\u001b[31mred / \\u0007bell");
        assertThat(of("x".repeat(10_000_000))).hasSizeLessThanOrEqualTo(400);
        assertThat(of("")).isEmpty();
    }

    private static String of(String said) {
        var errors = new ErrorOutput(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)));
        errors.run();
        return errors.text();
    }
}
