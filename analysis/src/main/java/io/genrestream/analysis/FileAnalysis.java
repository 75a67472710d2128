package io.genrestream.analysis;

import io.genrestream.analysis.library.PathText;
import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the analysis of one file ended. */
public sealed interface FileAnalysis {
    Path file();

    /** @param audio of the whole file, tags included */
    record Analysed(Path file, DecodedAudio audio, AnalysedTrack track) implements FileAnalysis {
        private static final String TRUNCATED = "TRUNCATED";

        /** Why there is no genre to tell, as the services say it; empty when there is one, or without a model. */
        public Optional<String> reason() {
            return track.result().flatMap(result -> result.verdict().reasonAfter(TRUNCATED, !audio.truncated()));
        }

        /** Codes of what was noticed and did no harm, TRUNCATED among them. */
        public List<String> warnings() {
            List<String> warnings = new ArrayList<>(audio.warnings());
            if (audio.truncated()) {
                warnings.add(TRUNCATED);
            }
            return warnings;
        }
    }

    /**
     * @param code of {@link AnalysisError} or {@link io.genrestream.decoding.DecodingError}
     * @param message what is wrong, and what to do
     */
    record Failed(Path file, String code, String message) implements FileAnalysis {

        static Failed of(Path file, DecodingException why) {
            return new Failed(file, why.code().name(), why.getMessage());
        }

        /** Of a file that could not be opened or read to its end. */
        public static Failed of(Path file, IOException why) {
            return why instanceof NoSuchFileException
                    ? of(file, AnalysisError.FILE_MISSING, PathText.of(file))
                    : of(file, AnalysisError.FILE_UNREADABLE, PathText.printable(why.toString()));
        }

        static Failed of(Path file, AnalysisError error, String detail) {
            return new Failed(file, error.name(), error.sentence(detail));
        }
    }
}
