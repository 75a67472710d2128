package io.genrestream.ingest;

import static org.awaitility.Awaitility.await;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.group.Membership;
import io.genrestream.ingest.source.SourceView;
import io.genrestream.ingest.source.WantedSources;
import io.genrestream.registry.EventSerdes;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What of an instance decides which sources it follows, with a runner that only notes what it is told. */
final class SourceInstance implements AutoCloseable {
    /** How an instance is set. */
    record Settings(Duration session, boolean comesBack, int most, Duration longestGrace) {
        Settings(Duration session, boolean comesBack, int most) {
            this(session, comesBack, most, Duration.ofMinutes(1));
        }
    }

    private final String name;
    private final Collection<String> events;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> locked = ConcurrentHashMap.newKeySet();
    private final EventSerdes serdes;
    private final LogTail streams;
    private final LogTail requests;
    private final Membership membership;
    private final WantedSources sources;
    private boolean closed;

    /**
     * @param kafka of the membership's own client, in addition to the addresses
     * @param events takes what every runner is told, as in {@code one start a}
     */
    SourceInstance(
            String name,
            String group,
            LogReader log,
            Map<String, Object> kafka,
            Settings settings,
            Collection<String> events) {
        this.name = name;
        this.events = events;
        serdes = log.serdes();
        SourceView view = new SourceView(serdes.deserializer(SourceWanted.class), Surroundings.PARTITIONS, 1_000);
        streams = new LogTail("audio.streams", log.client(), LogTail.From.BEGINNING, _ -> {});
        requests = new LogTail("audio.sources", log.client(), LogTail.From.BEGINNING, view::accept);
        Map<String, Object> client = new HashMap<>(log.client());
        client.putAll(kafka);
        membership = new Membership(
                streams, client, group, name, settings.session(), Duration.ofSeconds(30), settings.comesBack());
        sources = new WantedSources(view, membership, new Noting(), settings.most(), settings.longestGrace());
    }

    /** Returns when it counts as a member. */
    SourceInstance start() {
        streams.start();
        requests.start();
        await().atMost(Duration.ofMinutes(1)).until(requests::isCaughtUp);
        membership.start();
        await().atMost(Duration.ofMinutes(1)).until(membership::isCertain);
        sources.start();
        return this;
    }

    /** Whether the group counts it in. */
    boolean isCertain() {
        return membership.isCertain();
    }

    /** Sources in this set cannot be started. */
    Set<String> locked() {
        return locked;
    }

    /** Ids of the sources that are open here, in order. */
    Set<String> open() {
        return new TreeSet<>(open);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        sources.close();
        membership.close();
        streams.close();
        requests.close();
        serdes.close();
    }

    private final class Noting implements WantedSources.Runner {
        @Override
        public void start(SourceWanted wanted) {
            if (locked.contains(wanted.getStreamId())) {
                throw new IngestException(IngestError.UNKNOWN_CREDENTIAL, wanted.getStreamId());
            }
            note("start", wanted.getStreamId());
            open.add(wanted.getStreamId());
        }

        @Override
        public void postpone(SourceWanted wanted, IngestException why) {
            note("postpone " + why.code(), wanted.getStreamId());
        }

        @Override
        public void stop(String streamId) {
            open.remove(streamId);
            note("stop", streamId);
        }

        @Override
        public void end(String streamId) {
            open.remove(streamId);
            note("end", streamId);
        }

        private void note(String what, String streamId) {
            events.add(name + " " + what + " " + streamId);
        }
    }
}
