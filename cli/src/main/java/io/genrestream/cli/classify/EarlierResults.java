package io.genrestream.cli.classify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.OutputFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** What an earlier run has left in its file of results: which of its rows still hold. */
final class EarlierResults {
    private final Path path;
    private final FileChannel file;
    private final RowFormat format;
    private final Set<String> files = new HashSet<>();
    private final BitSet dropped = new BitSet();

    private EarlierResults(Path path, FileChannel file, RowFormat format) {
        this.path = path;
        this.file = file;
        this.format = format;
    }

    /**
     * Reads the file, if there is one, and takes out of it what does not hold any more: a last line that was torn, and
     * rows that {@code holds} refuses. The file is replaced as a whole, so that it is readable at every moment.
     *
     * @param run any source of this run
     * @return the files whose rows stay, as the rows name them
     * @throws CommandFailure OUTPUT_FOREIGN when it holds anything else than such rows of the same model and excerpt
     */
    static Set<String> keep(Path path, RowFormat format, RowSource run, Predicate<RowFormat.StoredRow> holds) {
        if (!Files.isRegularFile(path)) {
            return Set.of();
        }
        // Nobody writes to it meanwhile.
        try (FileChannel file = OutputFile.lock(path)) {
            EarlierResults earlier = new EarlierResults(path.toRealPath(), file, format);
            earlier.read(run, holds);
            if (!earlier.dropped.isEmpty()) {
                earlier.rewrite();
            }
            return earlier.files;
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void read(RowSource run, Predicate<RowFormat.StoredRow> holds) throws IOException {
        boolean torn = isTorn();
        BufferedReader lines = lines();
        String next = lines.readLine();
        for (int number = 0; next != null; number++) {
            String line = next;
            next = lines.readLine();
            if (next == null && torn) {
                if (number == 0 && !format.couldBegin(line)) {
                    throw foreign("it does not begin like one");
                }
                dropped.set(number);
            } else if (number > 0 || format.header().isEmpty()) {
                check(line, number, run, holds);
            } else if (!line.equals(format.header())) {
                throw foreign("its first line is not this format's and model's");
            }
        }
    }

    private void check(String line, int number, RowSource run, Predicate<RowFormat.StoredRow> holds) {
        RowFormat.StoredRow row;
        try {
            row = format.read(line);
        } catch (IOException e) {
            throw foreign("line " + (number + 1) + " is not of this format");
        }
        if (!row.source().belongsWith(run)) {
            throw foreign("line %d is of %s, this run is of %s"
                    .formatted(number + 1, row.source().conditions(), run.conditions()));
        }
        if (!holds.test(row) || !files.add(row.file())) {
            dropped.set(number);
        }
    }

    private void rewrite() throws IOException {
        Path anew = PathText.beside(path, ".new");
        try (BufferedWriter out = Files.newBufferedWriter(anew)) {
            BufferedReader lines = lines();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!dropped.get(number++)) {
                    out.write(line);
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            Files.deleteIfExists(anew);
            throw e;
        }
        try (FileChannel written = FileChannel.open(anew, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(anew, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** From the first one on; not to be closed, which would give the lock away. */
    private BufferedReader lines() throws IOException {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(file.position(0)), UTF_8));
    }

    private boolean isTorn() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }

    private CommandFailure foreign(String why) {
        return new CommandFailure(CliError.OUTPUT_FOREIGN, PathText.of(path) + ": " + why);
    }
}
