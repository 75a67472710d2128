package io.genrestream.streams;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a named process as members of its group. One that dies is replaced by one of another number, and as a
 * static member it would keep its partitions until its session ends, with nobody to work on them.
 */
final class StaticMembers {
    private static final Logger LOG = LoggerFactory.getLogger(StaticMembers.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Properties properties;

    /** @param properties of Kafka Streams */
    StaticMembers(Properties properties) {
        this.properties = properties;
    }

    /** Takes a thread's member out of the group, if it is a static one. */
    void release(Thread thread) {
        Object name = properties.get(StreamsSettings.MEMBER);
        if (name == null) {
            return;
        }
        String number = thread.getName().substring(thread.getName().lastIndexOf('-') + 1);
        MemberToRemove member = new MemberToRemove(name + "-" + number);
        Properties client = new Properties();
        client.putAll(new StreamsConfig(properties).getAdminConfigs(name + "-release"));
        Admin admin = Admin.create(client);
        try {
            admin.removeMembersFromConsumerGroup(
                            properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                            new RemoveMembersFromConsumerGroupOptions(List.of(member)))
                    .memberResult(member)
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("{} stays in the group until its session ends: {}", member.groupInstanceId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Not for as long as a broker that is away would take to answer.
            admin.close(Duration.ZERO);
        }
    }
}
