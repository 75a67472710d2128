package io.genrestream.ingest.group;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance as a member of the consumer group of all ingest instances, which the broker keeps: it knows who is
 * there, and gives each partition of the streams to one of them. Nothing is read through the group.
 *
 * <p>The broker counts a member in for a session's length after it answered it. So this instance is certain of itself
 * for a little less than that after it asked, by the clock that goes on while the process is frozen.
 */
public final class Membership implements Publishing.MembershipCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final Duration JOINING = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 1_000;

    private final LogTail tail;
    private final String topic;
    private final String instance;
    private final Map<String, Object> client;
    private final Lease lease;
    private final Duration grace;
    private final Duration interval;
    private final Duration patience;
    private final boolean comesBack;
    private final Thread thread = new Thread(this::run, "ingest-group");
    private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();

    private volatile Runnable whenPartitionsGo = () -> {};
    private volatile boolean closing;
    private volatile Throwable death;
    private volatile String trouble = "not joined yet";
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param tail of the topic whose partitions are shared out
     * @param client Kafka client properties
     * @param group its id
     * @param instance this instance's name, of which the group has one member at a time
     * @param session after which the broker gives a silent member up
     * @param patience how long {@link #requireMember} may wait
     * @param comesBack whether an instance of this name is soon started again after it was closed, so that its
     *     partitions are kept for a session; else it leaves, and others have them at once
     */
    public Membership(
            LogTail tail,
            Map<String, Object> client,
            String group,
            String instance,
            Duration session,
            Duration patience,
            boolean comesBack) {
        this.tail = tail;
        this.topic = tail.topic();
        this.instance = instance;
        this.client = properties(client, group, instance, session);
        this.grace = session.dividedBy(4);
        this.lease = new Lease(session.minus(grace));
        this.interval = session.dividedBy(10);
        this.patience = patience;
        this.comesBack = comesBack;
        thread.setDaemon(true);
    }

    /**
     * To be called before the start.
     *
     * @param then called after partitions were taken from this instance and before another may have them; it must be
     *     short
     */
    public void whenPartitionsGo(Runnable then) {
        whenPartitionsGo = then;
    }

    public void start() {
        thread.start();
    }

    /** This instance's name. */
    public String instance() {
        return instance;
    }

    /**
     * Partitions for which this instance is responsible: those that it was given and that were not taken from it, which
     * it may not know yet while it is not certain.
     */
    public Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    public boolean isCertain() {
        return lease.isHeld();
    }

    /** For so long after it was last certain no other can have its partitions. */
    public Duration exclusiveFor() {
        return grace;
    }

    /** Why the broker does not count this instance in at present, or why that is not known; it may pass. */
    public Optional<String> trouble() {
        return isCertain()
                ? Optional.ofNullable(trouble)
                : Optional.of("the group of ingest instances: " + (trouble == null ? "not renewed yet" : trouble));
    }

    /** What ended the membership for good; the process has to be started again then. */
    public Optional<Throwable> death() {
        return Optional.ofNullable(death);
    }

    @Override
    public void requireMember() {
        try {
            if (lease.await(patience)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new IngestException(IngestError.INTERRUPTED, "", e);
        }
        throw closing || death != null
                ? new IngestException(IngestError.INTERRUPTED)
                : new IngestException(IngestError.BROKER_UNAVAILABLE, trouble().orElse(""));
    }

    /**
     * What {@link #requireMember} does, without waiting.
     *
     * @throws IngestException when it is not certain now
     */
    public void requireCertain() {
        if (!isCertain()) {
            throw new IngestException(IngestError.BROKER_UNAVAILABLE, trouble().orElse(""));
        }
    }

    /** Leaves the group, so that the others need not wait for a session to end, unless this instance comes back. */
    @Override
    public void close() {
        closing = true;
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lease.end();
    }

    private void run() {
        try {
            while (!closing) {
                joinAndStay();
            }
        } catch (Throwable e) {
            LOG.error("The membership in the group of ingest instances has ended for good.", e);
            death = e;
            lease.end();
        } finally {
            letPartitionsGo();
        }
    }

    private void joinAndStay() throws InterruptedException {
        try {
            consumer = new KafkaConsumer<>(client);
            stay(consumer);
        } catch (WakeupException e) {
            LOG.debug("Leaving the group.");
        } catch (FencedInstanceIdException e) {
            throw new IllegalStateException("Another process has the same instance name. Give each its own.", e);
        } catch (KafkaException e) {
            trouble = String.valueOf(e.getMessage());
            LOG.warn("Staying in the group failed and is tried again: {}", trouble);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void stay(KafkaConsumer<byte[], byte[]> opened) {
        Assignment assignment = new Assignment();
        try {
            opened.subscribe(List.of(topic), assignment);
            while (!closing) {
                opened.poll(isCertain() ? interval : JOINING);
                prove(opened);
            }
        } finally {
            // After a failure it comes back, and may find that it has never lost them. The client's close would say so.
            assignment.isOver = true;
            if (closing) {
                letPartitionsGo();
            }
            boolean leaves = closing && !comesBack;
            opened.close(CloseOptions.timeout(CLOSE)
                    .withGroupMembershipOperation(
                            leaves ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    private void letPartitionsGo() {
        partitions.clear();
        whenPartitionsGo.run();
    }

    /**
     * Of all that a member may ask, a commit alone is answered at once, and to members only. What it says is not used.
     */
    private void prove(KafkaConsumer<byte[], byte[]> opened) {
        long asked = System.nanoTime();
        try {
            opened.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)), interval.multipliedBy(2));
            if (isCertain() || hasReadAll(opened)) {
                lease.renew(asked);
                trouble = null;
            }
        } catch (FencedInstanceIdException | WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    /** Whether this instance knows what others may have written while the broker did not count it in. */
    private boolean hasReadAll(KafkaConsumer<byte[], byte[]> opened) {
        List<TopicPartition> all = opened.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        try {
            for (Map.Entry<TopicPartition, Long> end :
                    opened.endOffsets(all, interval.multipliedBy(2)).entrySet()) {
                if (!tail.await(end.getKey().partition(), end.getValue() - 1, interval)) {
                    trouble = "the streams' states have not been read to their end yet";
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Map<String, Object> properties(
            Map<String, Object> client, String group, String instance, Duration session) {
        Map<String, Object> properties = LogTail.consumerProperties(client);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // Who joins or leaves takes no partition from those whose share does not change.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(session.toMillis()));
        properties.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(session.dividedBy(6).toMillis()));
        return properties;
    }

    /** Keeps what is assigned, and fetches none of it. */
    private final class Assignment implements ConsumerRebalanceListener {
        private boolean isOver;

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.pause(assigned);
            Set<Integer> all = consumer.assignment().stream()
                    .map(TopicPartition::partition)
                    .collect(Collectors.toSet());
            partitions.addAll(all);
            // A consumer made anew never learns that what the one before it had is gone.
            if (partitions.retainAll(all)) {
                whenPartitionsGo.run();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            if (!isOver) {
                revoked.forEach(partition -> partitions.remove(partition.partition()));
                whenPartitionsGo.run();
            }
        }
    }
}
