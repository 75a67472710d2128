package io.genrestream.cli.run;

import java.util.ArrayList;
import java.util.List;

/** Which parts a plan consists of, in the order in which they are started. */
final class Launches {

    private Launches() {}

    static List<Launch> of(RunPlan plan) {
        List<Launch> launches = new ArrayList<>();
        if (plan.startsRegistry()) {
            launches.add(new RegistryLaunch(plan));
        }
        if (plan.startsBroker()) {
            launches.add(new BrokerLaunch(plan));
        }
        launches.add(new ServiceLaunch(
                plan, PipelineService.INGEST, "ingest", plan.ports().ingest()));
        for (int i = 0; i < plan.features(); i++) {
            launches.add(new ServiceLaunch(
                    plan, PipelineService.FEATURE, "feature-" + i, plan.ports().feature(i)));
        }
        for (int i = 0; i < plan.inferences(); i++) {
            launches.add(new ServiceLaunch(
                    plan,
                    PipelineService.INFERENCE,
                    "inference-" + i,
                    plan.ports().inference(i)));
        }
        return launches;
    }

    static String ingestUrl(RunPlan plan) {
        return "http://127.0.0.1:" + plan.ports().ingest();
    }

    static String inferenceManagementUrl(RunPlan plan) {
        return "http://127.0.0.1:" + PortPlan.management(plan.ports().inference(0));
    }

    static String inferenceUrl(RunPlan plan) {
        return "http://127.0.0.1:" + plan.ports().inference(0);
    }
}
