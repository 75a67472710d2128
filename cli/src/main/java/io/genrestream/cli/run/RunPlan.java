package io.genrestream.cli.run;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.embedded.StateDirectory;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code up} is to start.
 *
 * @param home the distribution's root, under which the services lie
 * @param startsBroker false when {@code bootstrapServers} is somebody else's
 * @param startsRegistry false when {@code schemaRegistryUrl} is somebody else's
 * @param client properties for the clients of Kafka and of the registry; they may hold passwords
 * @param prefix before the names of topics and groups; empty for none
 * @param features instances of the feature service
 * @param inferences instances of the inference service
 * @param partitions of every topic that is created
 * @param frontEnd the model's, which the features are computed with
 * @param heaps heap limits in MiB by part, where they differ from the default
 * @param longRunning whether JVMs compile all that is hot as well as they can, which pays after some minutes
 */
record RunPlan(
        Path home,
        StateDirectory state,
        PortPlan ports,
        boolean startsBroker,
        String bootstrapServers,
        boolean startsRegistry,
        String schemaRegistryUrl,
        Map<String, String> client,
        String prefix,
        int features,
        int inferences,
        int partitions,
        Path model,
        FrontEndSpec frontEnd,
        Map<String, Integer> heaps,
        boolean longRunning) {

    /** @param kind such as {@code broker} or {@code feature}, the same for all of its instances */
    int heap(String kind, int otherwise) {
        return heaps.getOrDefault(kind, otherwise);
    }
}
