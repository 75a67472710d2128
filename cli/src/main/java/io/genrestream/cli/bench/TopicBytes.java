package io.genrestream.cli.bench;

import io.genrestream.cli.connect.Connection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** Bytes that each topic takes on the broker's disk, changelogs included. */
final class TopicBytes {
    private TopicBytes() {}

    static Map<String, Long> of(Connection connection) throws InterruptedException, ExecutionException {
        Map<String, Long> bytes = new TreeMap<>();
        try (Admin admin = Admin.create(connection.properties())) {
            var brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            for (Map<String, LogDirDescription> directories :
                    admin.describeLogDirs(brokers).allDescriptions().get().values()) {
                directories
                        .values()
                        .forEach(directory -> directory.replicaInfos().forEach((partition, replica) -> {
                            if (!partition.topic().startsWith("__")) {
                                bytes.merge(partition.topic(), replica.size(), Long::sum);
                            }
                        }));
            }
        }
        return bytes;
    }
}
