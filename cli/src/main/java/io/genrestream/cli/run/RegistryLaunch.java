package io.genrestream.cli.run;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.embedded.Ports;
import java.net.URI;

record RegistryLaunch(RunPlan plan) implements Launch {

    private static final int HEAP_MEGABYTES = 160;

    @Override
    public RunPart part() {
        String url = plan.schemaRegistryUrl();
        return new RunPart(
                EmbeddedRegistry.PART,
                url,
                URI.create(url + "/subjects"),
                plan.state().log(EmbeddedRegistry.PART));
    }

    @Override
    public void check() {
        Ports.requireFree(plan.ports().registry(), EmbeddedRegistry.PART);
    }

    @Override
    public ChildProcess launch() {
        return new EmbeddedRegistry(new EmbeddedRegistry.Settings(
                        plan.state(), plan.ports().registry(), plan.heap(EmbeddedRegistry.PART, HEAP_MEGABYTES)))
                .launch();
    }
}
