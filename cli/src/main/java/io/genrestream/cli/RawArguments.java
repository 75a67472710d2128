package io.genrestream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.analysis.library.PathBytes;
import io.genrestream.analysis.library.PathText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.TypeConversionException;

/**
 * The arguments of the command line without loss. Java reads them in the encoding of the locale and replaces what is
 * none of it; Linux keeps the bytes that the shell has given. Elsewhere names are UTF-8, and nothing is replaced.
 */
final class RawArguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Path WORKING_FOLDER = Path.of("/proc/self/cwd");

    private RawArguments() {}

    /** What is no UTF-8 as {@link PathText} writes it: {@code --into=caf\xE9} as {@code --into=file:caf%E9}. */
    static String[] of(String[] arguments) {
        List<String> raw = raw(arguments.length);
        Charset locale = Charset.forName(System.getProperty("sun.jnu.encoding"), ISO_8859_1);
        List<String> asJavaReads = raw.stream()
                .map(argument -> new String(argument.getBytes(ISO_8859_1), locale))
                .toList();
        if (!asJavaReads.equals(List.of(arguments))) {
            return arguments; // not Linux
        }
        int files = raw.contains("--") ? raw.indexOf("--") : raw.size();
        return IntStream.range(0, raw.size())
                .mapToObj(i -> text(raw.get(i), i < files))
                .toArray(String[]::new);
    }

    /** As text or as a {@code file:} address, and relative to the folder that the command is given in. */
    static Path path(String argument) {
        try {
            Path path = PathText.path(argument);
            return argument.equals("-") ? path : workingFolder().resolve(path); // - is no file in any folder
        } catch (InvalidPathException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** The last ones of the process, a character a byte. */
    private static List<String> raw(int count) {
        try {
            List<String> all =
                    List.of(Files.readString(COMMAND_LINE, ISO_8859_1).split("\0", -1));
            int end = all.size() - 1; // behind the last 0
            return end < count ? List.of() : all.subList(end - count, end);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String text(String raw, boolean maybeOption) {
        byte[] bytes = raw.getBytes(ISO_8859_1);
        String text = new String(bytes, UTF_8);
        if (Arrays.equals(text.getBytes(UTF_8), bytes)) {
            return text;
        }
        int value = maybeOption && raw.startsWith("-") ? raw.indexOf('=') + 1 : 0;
        Path path = PathBytes.path(raw.substring(value).getBytes(ISO_8859_1));
        return raw.substring(0, value) + PathText.of(path);
    }

    /** Java takes a folder whose name is no text in the locale for another, which is not there. */
    private static Path workingFolder() {
        Path asJavaReads = Path.of("");
        try {
            Path real = WORKING_FOLDER.toRealPath();
            return real.equals(asJavaReads.toAbsolutePath()) ? asJavaReads : real;
        } catch (IOException e) {
            return asJavaReads; // not Linux
        }
    }
}
