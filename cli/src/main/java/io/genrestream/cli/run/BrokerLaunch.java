package io.genrestream.cli.run;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.EmbeddedBroker;
import io.genrestream.embedded.Ports;
import java.net.URI;

record BrokerLaunch(RunPlan plan) implements Launch {

    private static final int HEAP_MEGABYTES = 256;

    @Override
    public RunPart part() {
        String address = plan.bootstrapServers();
        return new RunPart(
                EmbeddedBroker.PART,
                address,
                URI.create("kafka://" + address),
                plan.state().log(EmbeddedBroker.PART));
    }

    @Override
    public void check() {
        Ports.requireFree(plan.ports().broker(), EmbeddedBroker.PART);
        Ports.requireFree(plan.ports().controller(), "the broker's controller");
    }

    @Override
    public ChildProcess launch() {
        return new EmbeddedBroker(new EmbeddedBroker.Settings(
                        plan.state(),
                        plan.ports().broker(),
                        plan.ports().controller(),
                        plan.heap(EmbeddedBroker.PART, HEAP_MEGABYTES),
                        plan.longRunning()))
                .launch();
    }
}
