package io.genrestream.cli.listen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.Ingest;
import io.genrestream.cli.connect.IngestOption;
import io.genrestream.cli.connect.TrackTail;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.result.GenreResult;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = "Tells the genre of what comes on standard input, while it comes.",
        footer = {
            "",
            "Examples:",
            "  arecord -f cd | genrestream listen",
            "  ffmpeg -v error -f pulse -i default -f mp3 - | genrestream listen --title kitchen",
            "  arecord -f FLOAT_LE -r 48000 -c 1 -t raw | genrestream listen --raw f32le --rate 48000 --channels 1",
            "",
            "Without --raw the input is a container that tells its own format: wav, mp3, ogg, flac, aac, ...",
            "Runs to the end of the input. Exit status: 0 all of it was heard; 1 it was not;"
                    + " 2 the command was not understood."
        })
public final class ListenCommand implements Callable<Integer> {
    private static final int READ_BYTES = 16 * 1024;

    /** How samples without a container are written. */
    enum Raw {
        S16LE,
        F32LE
    }

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Option(
            names = "--raw",
            paramLabel = "FORMAT",
            description = "The input is samples without a container: ${COMPLETION-CANDIDATES}.")
    private Raw raw;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            defaultValue = "44100",
            description = "Sample rate of --raw (default: ${DEFAULT-VALUE} Hz).")
    private int rate;

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "2",
            description = "Channels of --raw, 1 or 2 (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(names = "--id", paramLabel = "ID", description = "The stream's id (default: a new one).")
    private String id;

    @Option(names = "--title", paramLabel = "TEXT", description = "What people call it.")
    private String title;

    @Option(names = "--json", description = "Print one JSON object a line for each result.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long the final result may take after the input's end (default: ${DEFAULT-VALUE} s).")
    private int timeoutSeconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Ingest address = ingest.of(options);
        Connection connection = options.connect();
        String streamId = id == null ? "listen-" + UUID.randomUUID().toString().substring(0, 13) : id;
        boolean drawn = !json && !options.quiet() && ProgressLine.onTerminal();
        LiveLine line = new LiveLine(spec.commandLine().getOut(), System.err, json, drawn);
        String tracks = new TopicCatalogue(connection.prefix(), 1).genreTracks().name();
        try (TrackTail tail = new TrackTail(connection, tracks);
                PushConnection push = PushConnection.open(address, hello(streamId))) {
            CompletableFuture<GenreResult> last = tail.follow(streamId, line::show);
            pushAll(System.in, push);
            push.finish();
            last.get(timeoutSeconds, TimeUnit.SECONDS);
            return 0;
        } catch (PushRefusedException refused) {
            line.wipe();
            spec.commandLine().getErr().printf("%s [%s]%n", refused.getMessage(), refused.code());
            return 1;
        } catch (IOException broken) {
            line.wipe();
            throw new CommandFailure(CliError.INGEST_UNREACHABLE, address + ": " + broken.getMessage(), broken);
        } catch (TimeoutException tooLong) {
            line.wipe();
            throw new CommandFailure(CliError.NO_RESULT, timeoutSeconds + " s", tooLong);
        } catch (ExecutionException unreadable) {
            throw new CommandFailure(
                    CliError.TRACKS_UNREADABLE, unreadable.getCause().toString(), unreadable);
        }
    }

    /** A pipe can wait, so nothing is dropped here: whoever writes to it does not, or says so. */
    private static void pushAll(InputStream input, PushConnection push) throws IOException, InterruptedException {
        byte[] bytes = new byte[READ_BYTES];
        for (int length = input.read(bytes); length >= 0; length = input.read(bytes)) {
            push.send(bytes, length);
        }
    }

    private ObjectNode hello(String streamId) {
        ObjectNode hello = JsonNodeFactory.instance
                .objectNode()
                .put("streamId", streamId)
                .put("format", raw == null ? "container" : raw.name().toLowerCase(Locale.ROOT));
        if (raw != null) {
            hello.put("rate", rate).put("channels", channels);
        }
        if (title != null) {
            hello.put("title", title);
        }
        return hello;
    }
}
