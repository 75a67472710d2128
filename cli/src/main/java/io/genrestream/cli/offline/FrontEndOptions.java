package io.genrestream.cli.offline;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecodingException;
import io.genrestream.dsp.FrontEndSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The front end that features are computed with. */
public final class FrontEndOptions {
    private static final String CUSTOMARY = "customary";

    @Option(
            names = "--spec",
            paramLabel = "TEXT|FILE",
            description =
                    "The front end: pairs such as 'hop=512 bands=128', or a file of them; what they do not name is the"
                            + " shipped one's. 'customary': window 2048, hop 512, 128 bands.")
    private String text = "";

    @Option(names = "--mfcc", paramLabel = "N", description = "So many MFCC (default: the front end's, 20).")
    private Integer mfcc;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    /** Empty where none was asked for. */
    public Optional<FrontEndSpec> asked() {
        return text.isEmpty() && mfcc == null ? Optional.empty() : Optional.of(frontEnd());
    }

    public FrontEndSpec frontEnd() {
        try {
            Map<String, String> pairs = pairs(FrontEndSpec.SHIPPED.canonical());
            String given = given();
            pairs.putAll(pairs(given.equals(CUSTOMARY) ? FrontEndSpec.CUSTOMARY.canonical() : given));
            if (mfcc != null) {
                pairs.put("mfcc", mfcc.toString());
            }
            FrontEndSpec parsed = FrontEndSpec.parse(pairs.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + pair.getValue())
                    .collect(Collectors.joining(" ")));
            DecoderPool.requireRate(parsed.sampleRate());
            return parsed;
        } catch (IllegalArgumentException | DecodingException e) {
            throw new ParameterException(spec.commandLine(), "--spec: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--spec: the file cannot be read: " + e, e);
        }
    }

    private String given() throws IOException {
        try {
            Path file = Path.of(text);
            return Files.isRegularFile(file) ? Files.readString(file).strip() : text.strip();
        } catch (InvalidPathException e) {
            return text.strip();
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("\\s+")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            } else if (!pair.isEmpty()) {
                throw new IllegalArgumentException("'" + pair + "' is neither a file nor key=value.");
            }
        }
        return pairs;
    }
}
