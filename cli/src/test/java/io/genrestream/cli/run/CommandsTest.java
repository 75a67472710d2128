package io.genrestream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.cli.Genrestream;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelFile;
import io.genrestream.scoring.ModelPacking;
import io.genrestream.scoring.PackedMetadata;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on what earlier runs may leave behind, with real processes in the parts' places. */
@Tag("processes")
class CommandsTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StateDirectory state;
    private StandIns parts;

    @BeforeEach
    void prepare() {
        state = new StateDirectory(directory.resolve("with space"));
        parts = new StandIns(state);
    }

    @AfterEach
    void endAll() {
        OrderlyStop.all(state);
    }

    @Test
    void shouldRefuseASecondUpAndLeaveTheFirstAlone() throws Exception {
        parts.start("broker");
        parts.start("ingest");
        parts.record("broker", "ingest");

        int status = up();

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("ALREADY_UP").contains("genrestream down");
        assertThat(RunningParts.of(state)).containsOnlyKeys("broker", "ingest");
    }

    @Test
    void shouldEndAHalfDeadRunBeforeStartingAnew() throws Exception {
        parts.start("broker");
        parts.start("feature-7");
        parts.record("broker", "ingest", "feature-7");

        up();

        assertThat(err.toString()).contains("An earlier run has left broker, feature-7 behind");
        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldEndALeftoverThatNoRunFileKnows() throws Exception {
        parts.start("inference-0");

        up();

        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldSayThatAnotherUpIsAtWork() throws Exception {
        try (RunLock held = RunLock.tryAcquire(state).orElseThrow()) {
            assertThat(held).isNotNull();

            int status = up();

            assertThat(status).isEqualTo(1);
            assertThat(err.toString())
                    .contains("BUSY")
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void shouldNameATakenPortAndStartNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int base = taken.getLocalPort() - new PortPlan(0).registry();

            int status = up("--port-base", Integer.toString(base));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString())
                    .contains("PORT_TAKEN: Port " + taken.getLocalPort() + ", which registry needs")
                    .contains("--port-base");
            assertThat(RunningParts.of(state)).isEmpty();
        }
    }

    @Test
    void shouldNameAMissingModel() {
        int status = run("up", "--model", directory.resolve("none.onnx").toString());

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("MODEL_MISSING").contains("none.onnx");
    }

    @Test
    void shouldRefuseAModelThatCannotBeServedBeforeAnythingStarts() {
        String model = "../scoring/src/test/resources/models/swapped-labels.onnx";

        int status = run("up", "--model", model);

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("MODEL_SELF_TEST_FAILED");
        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldRefuseAModelOfARateThatNothingIsDecodedToBeforeAnythingStarts() throws Exception {
        Path tiny = Path.of("../scoring/src/test/resources/models/tiny.onnx");
        FrontEndSpec far = FrontEndSpec.parse(FrontEndSpec.SHIPPED.canonical().replace("rate=22050", "rate=200000"));
        PackedMetadata metadata = new PackedMetadata(
                "far", "1", far, List.of("a", "b", "c"), Activation.SOFTMAX, new Calibration(1, 0), List.of());
        Path model = Files.write(directory.resolve("far.onnx"), ModelPacking.pack(ModelFile.map(tiny), metadata));

        int status = run("up", "--model", model.toString());

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("UNSUPPORTED_RATE", "200000 Hz", "4,000 to 192,000 Hz");
        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldRefuseAModelWhoseWindowsFitIntoNoRecordBeforeAnythingStarts() {
        String model = directory.resolve("long.onnx").toString();
        String tiny = "../scoring/src/test/resources/models/tiny-aggregate.onnx";
        String columns = "mfcc_0,rms.mean";
        Genrestream.commandLine()
                .execute(
                        "model",
                        "pack",
                        tiny,
                        "-o",
                        model,
                        "--labels",
                        "a,b,c",
                        "--columns",
                        columns,
                        "--spec",
                        "frames=2000");

        int status = run("up", "--model", model);

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("WINDOW_TOO_LARGE", "2000 frames of 141 values", "fewer frames");
        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldLeaveNoProcessAndNoAddressesAfterDown() {
        parts.start("broker");
        parts.start("ingest");
        parts.record("broker", "ingest");

        assertThat(run("down")).isZero();

        assertThat(RunningParts.of(state)).isEmpty();
        assertThat(RunFile.read(state)).isEmpty();
        assertThat(run("send", "song.mp3")).isEqualTo(1);
    }

    @Test
    void shouldTakeDownWithNothingRunningAsDone() {
        assertThat(run("down")).isZero();
        assertThat(err.toString()).contains("Nothing was running");
    }

    @Test
    void shouldTellMachinesWhatRunsAndWhatHasEnded() throws Exception {
        long pid = parts.start("broker").handle().pid();
        parts.record("broker", "ingest");

        int status = run("status", "--json");

        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(status).isEqualTo(1);
        assertThat(json.path("ready").asBoolean(true)).isFalse();
        assertThat(json.path("bootstrapServers").asText()).isEqualTo("127.0.0.1:1");
        assertThat(json.path("schemaRegistryUrl").asText()).isEqualTo("http://127.0.0.1:2");
        assertThat(json.path("ingestUrl").asText()).isEqualTo("http://127.0.0.1:3");
        assertThat(json.path("inferenceUrl").asText()).isEqualTo("http://127.0.0.1:4");
        assertThat(json.at("/parts/0/state").asText()).isEqualTo("starting");
        assertThat(json.at("/parts/0/pid").asLong()).isEqualTo(pid);
        assertThat(json.at("/parts/1/state").asText()).isEqualTo("ended");
        assertThat(json.at("/parts/1/log").asText()).endsWith("ingest.log");
    }

    @Test
    void shouldSurviveARunFileThatWasCutOff() throws Exception {
        Files.createDirectories(state.root());
        Files.writeString(state.root().resolve("system.json"), "{\"bootstrapServers\":\"127.0");

        assertThat(run("status")).isEqualTo(1);
        assertThat(out.toString()).contains("Nothing runs");
    }

    /** With a model, but without built services: what comes before starting is the matter here. */
    private int up(String... more) {
        Path model = Path.of("../scoring/src/test/resources/models/tiny.onnx");
        String[] arguments = new String[more.length + 3];
        arguments[0] = "up";
        arguments[1] = "--model";
        arguments[2] = model.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        CommandLine commands = Genrestream.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--state";
        all[arguments.length + 1] = state.root().toString();
        return commands.execute(all);
    }
}
