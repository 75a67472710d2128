package io.genrestream.ingest.group;

import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.AbandonedStreams;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instance does every few seconds for all: it ends the streams of instances that are gone, writes again what
 * compaction would lose, and expires what the log has dropped.
 */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    /** Records that are written again at once (count). */
    private static final int REPEATS = 1_000;

    private final Map<String, Object> client;
    private final String topic;
    private final int partitions;
    private final String group;
    private final Membership membership;
    private final StreamView view;
    private final StatusLog states;
    private final AbandonedStreams abandoned;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-upkeep").factory());
    private volatile Admin admin;
    private volatile Throwable death;

    /**
     * @param client properties of a Kafka admin client
     * @param topic of the streams' states
     * @param partitions of the topic (count)
     * @param group the ingest instances' group
     */
    public Upkeep(
            Map<String, Object> client,
            String topic,
            int partitions,
            String group,
            Membership membership,
            StreamView view,
            StatusLog states,
            AbandonedStreams abandoned) {
        this.client = client;
        this.topic = topic;
        this.partitions = partitions;
        this.group = group;
        this.membership = membership;
        this.view = view;
        this.states = states;
        this.abandoned = abandoned;
    }

    public void start(Duration interval) {
        admin = Admin.create(client);
        executor.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What ended it for good; the process has to be started again then. */
    public Optional<Throwable> death() {
        return Optional.ofNullable(death);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private void run() {
        try {
            view.expire(beginnings());
            Set<String> alive = instances();
            if (membership.isCertain() && alive.contains(membership.instance())) {
                Set<Integer> mine = membership.partitions();
                abandoned.check(alive, mine);
                states.repeatWhatCounts(mine, REPEATS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The upkeep of streams failed and is tried again: {}", e.toString());
        } catch (Throwable e) {
            // The executor would pass over it, and never run this again.
            LOG.error("The upkeep of streams has ended for good.", e);
            death = e;
            throw e;
        }
    }

    private Set<String> instances() throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(Set.of(group)).all().get().get(group).members().stream()
                .flatMap(member -> member.groupInstanceId().stream())
                .collect(Collectors.toSet());
    }

    private Map<Integer, Long> beginnings() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> earliest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.earliest()));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found =
                admin.listOffsets(earliest).all().get();
        Map<Integer, Long> beginnings = new HashMap<>();
        found.forEach((partition, info) -> beginnings.put(partition.partition(), info.offset()));
        return beginnings;
    }
}
