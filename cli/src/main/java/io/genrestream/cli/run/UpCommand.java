package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.cli.offline.ModelPath;
import io.genrestream.decoding.DecodingException;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.embedded.StateDirectory;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import io.genrestream.topic.RecordLimit;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code genrestream up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a broker, a schema registry and the three services on this machine, each a process of its own,",
            "creates the topics, registers the schemas, and says where everything listens when all of it is ready.",
            "With --bootstrap-servers or --schema-registry it uses those instead of starting its own."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  genrestream up                          until Ctrl-C",
            "  genrestream up --detach                 returns when ready; `genrestream down` ends it",
            "  genrestream up --fresh                  forgets all records, schemas and results first",
            "  genrestream up --features 2 --inference 3",
            "  genrestream up --bootstrap-servers kafka:9092 --schema-registry http://registry:8081 --partitions 12"
        })
public final class UpCommand implements Callable<Integer> {

    private static final int OWN_PARTITIONS = 4;

    /** What a shell reports of a command that Ctrl-C has ended. */
    private static final int INTERRUPTED = 130;

    private static final Set<String> KINDS =
            new TreeSet<>(Set.of("broker", "registry", "ingest", "feature", "inference"));

    @Mixin
    private ConnectionOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "19000",
            description = "All ports are counted from here (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(names = "--detach", description = "Return when everything is ready and let it run.")
    private boolean detach;

    @Option(names = "--fresh", description = "Start with empty state.")
    private boolean fresh;

    @Option(
            names = "--features",
            paramLabel = "N",
            defaultValue = "1",
            description = "Instances of the feature service (default: ${DEFAULT-VALUE}).")
    private int features;

    @Option(
            names = "--inference",
            paramLabel = "N",
            defaultValue = "1",
            description = "Instances of the inference service (default: ${DEFAULT-VALUE}).")
    private int inferences;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + OWN_PARTITIONS,
            description = "Of every topic, fixed for life (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelPath.class,
            description =
                    "genre or tags, which come with the program, or an ONNX file; its front end is then used (default: genre).")
    private Path model;

    @Option(
            names = "--heap",
            paramLabel = "PART=MB",
            description = "Heap limit of broker, registry, ingest, feature or inference; may be repeated.")
    private Map<String, Integer> heaps = new TreeMap<>();

    @Option(
            names = "--long-running",
            description = {
                "Let the JVMs optimise what they run: costs more for about three minutes, and less from then on.",
                "For stations that are followed for days."
            })
    private boolean longRunning;

    @Override
    public Integer call() throws InterruptedException, ModelException, DecodingException {
        RunPlan plan = plan();
        Terminal terminal = Terminal.of(spec, options);
        StateDirectory state = plan.state();
        try (RunLock lock = RunLock.tryAcquire(state).orElseThrow(() -> EarlierRun.inTheWay(state))) {
            EarlierRun.clear(state, terminal);
            if (fresh) {
                StateReset.run(state);
            }
            return run(new StartedParts(plan, terminal), plan, terminal);
        }
    }

    private int run(StartedParts pipeline, RunPlan plan, Terminal terminal) throws InterruptedException {
        Thread onSignal = new Thread(pipeline::stop, "stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        terminal.info("Starting on " + plan.state().root() + " ...");
        try {
            pipeline.start();
        } catch (RuntimeException e) {
            if (pipeline.isStopping()) {
                return INTERRUPTED;
            }
            pipeline.stop();
            throw e;
        }
        new Welcome(plan, detach).print(terminal, secondsSinceStart());
        if (detach) {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } else {
            pipeline.supervise();
        }
        return CommandLine.ExitCode.OK;
    }

    private RunPlan plan() throws ModelException, DecodingException {
        requireInstances("--features", features);
        requireInstances("--inference", inferences);
        if (partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be 1 or more");
        }
        PortPlan ports = new PortPlan(portBase);
        if (portBase < 0 || PortPlan.management(ports.inference(inferences - 1)) > PortPlan.MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port-base must be such that all ports are from 1 to " + PortPlan.MAX_PORT);
        }
        if (!KINDS.containsAll(heaps.keySet())) {
            throw new ParameterException(
                    spec.commandLine(), "--heap knows " + String.join(", ", KINDS) + ", not " + heaps.keySet());
        }
        Path file = (model == null ? ModelOption.shipped() : model).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new CommandFailure(CliError.MODEL_MISSING, file.toString());
        }
        String broker = options.bootstrapServers();
        String registry = options.schemaRegistry();
        return new RunPlan(
                ConnectionOptions.home(),
                options.state(),
                ports,
                broker == null,
                broker == null ? "127.0.0.1:" + ports.broker() : broker,
                registry == null,
                registry == null ? "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7" : registry,
                options.clientProperties(),
                options.prefix() == null ? "" : options.prefix(),
                features,
                inferences,
                partitions,
                file,
                model == null ? FrontEndSpec.SHIPPED : frontEnd(file),
                heaps,
                longRunning);
    }

    /** What a model of one's own was trained on; one that cannot be served is refused before anything starts. */
    private static FrontEndSpec frontEnd(Path own) throws ModelException, DecodingException {
        try (GenreModel loaded = ModelOption.load(own)) {
            FrontEndSpec frontEnd = loaded.description().frontEnd();
            RecordLimit.DEFAULT.requireRoomFor(frontEnd.frames(), frontEnd.frameWidth());
            return frontEnd;
        }
    }

    private void requireInstances(String option, int instances) {
        if (instances < 1 || instances > PortPlan.MAX_INSTANCES) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be from 1 to " + PortPlan.MAX_INSTANCES + ", not " + instances);
        }
    }

    private static double secondsSinceStart() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    }
}
