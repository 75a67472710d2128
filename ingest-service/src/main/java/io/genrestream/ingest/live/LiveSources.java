package io.genrestream.ingest.live;

import io.genrestream.event.ConnectionState;
import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.source.Credentials;
import io.genrestream.ingest.source.WantedSources;
import io.genrestream.ingest.stream.StreamMetadata;
import io.genrestream.live.Credential;
import io.genrestream.live.LiveAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live sources that this instance follows. */
public final class LiveSources implements WantedSources.Runner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSources.class);
    private static final long CHECK_MILLIS = 1_000;

    private final LiveParts parts;
    private final Credentials credentials;

    /** By stream id. */
    private final Map<String, LiveSource> sources = new ConcurrentHashMap<>();

    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-sources").factory());

    public LiveSources(LiveParts parts, Credentials credentials) {
        this.parts = parts;
        this.credentials = credentials;
        checks.scheduleWithFixedDelay(this::checkAll, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void start(SourceWanted wanted) {
        replace(wanted, address(wanted, credentials.get(wanted.getCredential())))
                .start();
    }

    @Override
    public void postpone(SourceWanted wanted, IngestException why) {
        replace(wanted, address(wanted, null)).postpone(why);
    }

    @Override
    public void stop(String streamId) {
        LiveSource source = sources.remove(streamId);
        if (source != null) {
            source.stop();
        }
    }

    @Override
    public void end(String streamId) {
        LiveSource source = sources.remove(streamId);
        if (source != null) {
            source.end();
        }
    }

    /** Sources in this state of their connection (count). */
    public long count(ConnectionState state) {
        return sources.values().stream()
                .filter(source -> source.state() == state)
                .count();
    }

    public LiveTotals totals() {
        return parts.totals();
    }

    /** Stops all; their streams stay in progress. */
    @Override
    public void close() {
        checks.shutdownNow();
        sources.values().forEach(LiveSource::leave);
        sources.clear();
    }

    private LiveSource replace(SourceWanted wanted, LiveAddress address) {
        stop(wanted.getStreamId());
        LiveSource source = new LiveSource(claim(wanted), address, parts);
        sources.put(wanted.getStreamId(), source);
        return source;
    }

    private StreamStatus claim(SourceWanted wanted) {
        StreamMetadata metadata = new StreamMetadata(wanted.getTitle(), wanted.getExternalId(), wanted.getAttributes());
        StreamStatus claim = parts.log().claim(wanted.getStreamId(), metadata, withoutQuery(wanted.getUrl()));
        claim.setLive(true);
        claim.setOwner(wanted.getOwner());
        claim.setConnection(ConnectionState.CONNECTING);
        return claim;
    }

    private static LiveAddress address(SourceWanted wanted, Credential credential) {
        return new LiveAddress(
                URI.create(wanted.getUrl()),
                credential,
                wanted.getTitleCharset() == null ? null : Charset.forName(wanted.getTitleCharset()));
    }

    /** What comes after the question mark may be a secret. */
    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private void checkAll() {
        for (LiveSource source : sources.values()) {
            try {
                source.check();
            } catch (RuntimeException e) {
                LOG.error("Looking after a live source failed.", e);
            }
        }
    }
}
