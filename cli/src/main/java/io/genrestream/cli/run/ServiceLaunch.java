package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.JavaCommand;
import io.genrestream.embedded.Ports;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** Starts one instance of a service with a configuration file of its own. */
final class ServiceLaunch implements Launch {

    /** Above environment variables: a KAFKA_BOOTSTRAP_SERVERS of the shell must not lead one service elsewhere. */
    private static final String ORDINAL = "350";

    private final RunPlan plan;
    private final PipelineService service;
    private final String name;
    private final int port;

    ServiceLaunch(RunPlan plan, PipelineService service, String name, int port) {
        this.plan = plan;
        this.service = service;
        this.name = name;
        this.port = port;
    }

    @Override
    public RunPart part() {
        return new RunPart(
                name,
                "http://127.0.0.1:" + port,
                URI.create("http://127.0.0.1:" + PortPlan.management(port) + "/q/health/ready"),
                plan.state().log(name));
    }

    @Override
    public void check() {
        service.jar(plan.home());
        Ports.requireFree(port, name);
        Ports.requireFree(PortPlan.management(port), name);
    }

    @Override
    public ChildProcess launch() {
        JavaCommand java = new JavaCommand(name, plan.state(), plan.heap(service.kind(), service.heapMegabytes()))
                .option("--enable-native-access=ALL-UNNAMED")
                .property("quarkus.config.locations", configuration().toUri());
        return ChildProcess.start(
                name,
                service.tune(java, plan.home(), plan.longRunning()).jar(service.jar(plan.home())),
                plan.state().log(name));
    }

    /** A file and not options, because the client properties may hold passwords and `ps` shows options to everybody. */
    private Path configuration() {
        Properties properties = new Properties();
        plan.client().forEach((key, value) -> properties.setProperty("kafka." + key, value));
        properties.setProperty("config_ordinal", ORDINAL);
        properties.setProperty("kafka.bootstrap.servers", plan.bootstrapServers());
        properties.setProperty("genrestream.schema-registry", plan.schemaRegistryUrl());
        properties.setProperty("genrestream.partitions", Integer.toString(plan.partitions()));
        properties.setProperty("genrestream.instance", name);
        properties.setProperty("genrestream.model", plan.model().toString());
        properties.setProperty("genrestream.front-end", plan.frontEnd().canonical());
        properties.setProperty("genrestream.state-dir", directory().toString());
        properties.setProperty("quarkus.http.host", "127.0.0.1");
        properties.setProperty("quarkus.http.port", Integer.toString(port));
        properties.setProperty("quarkus.management.host", "127.0.0.1");
        properties.setProperty("quarkus.management.port", Integer.toString(PortPlan.management(port)));
        properties.setProperty("genrestream.prefix", plan.prefix());
        if (service == PipelineService.INGEST) {
            properties.setProperty("genrestream.console.results", Launches.inferenceUrl(plan));
            properties.setProperty("genrestream.console.results-management", Launches.inferenceManagementUrl(plan));
        }
        Path file = directory().resolve(name + ".properties");
        try {
            Files.createDirectories(directory());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            StringWriter text = new StringWriter();
            properties.store(text, null);
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new CommandFailure(CliError.STATE_UNWRITABLE, file + ": " + e.getMessage(), e);
        }
    }

    private Path directory() {
        return plan.state().data(StateReset.SERVICES);
    }
}
