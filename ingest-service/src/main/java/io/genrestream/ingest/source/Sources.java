package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.event.StreamState;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.KnownStream;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Scope;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Takes requests for live sources and takes them back. */
public final class Sources {
    private final SourceView view;
    private final SourceLog log;
    private final StreamView streams;
    private final SourceProbe probe;
    private final Credentials credentials;
    private final int most;
    private final Clock clock;

    /** @param most sources that may be wanted in all (count) */
    public Sources(
            SourceView view,
            SourceLog log,
            StreamView streams,
            SourceProbe probe,
            Credentials credentials,
            int most,
            Clock clock) {
        this.view = view;
        this.log = log;
        this.streams = streams;
        this.probe = probe;
        this.credentials = credentials;
        this.most = most;
        this.clock = clock;
    }

    /**
     * A request that has been taken.
     *
     * @param created whether no source of this id was wanted before
     */
    public record Taken(SourceWanted wanted, boolean created) {}

    /**
     * Takes a request, in place of the one of the same id if there is one. The same request again changes nothing.
     *
     * @param probed whether the source is opened first, where its address is new
     * @param client who wants it, by network address
     * @param caller who wants it; credentials are the operator's, and used by those alone who may do everything
     * @throws IngestException when it may not be requested, or the probe failed; nothing is written then
     */
    public Taken take(SourceWanted request, boolean probed, String client, Caller caller) {
        SourceCheck.require(request);
        if (request.getCredential() != null && !caller.may(Scope.ADMIN)) {
            throw new IngestException(IngestError.CREDENTIAL_REFUSED);
        }
        credentials.get(request.getCredential());
        Optional<SourceWanted> before = view.get(request.getStreamId());
        before.filter(known -> !caller.sees(known.getOwner())).ifPresent(_ -> {
            throw new IngestException(IngestError.ID_TAKEN);
        });
        request.setOwner(before.map(SourceWanted::getOwner).orElse(caller.owner()));
        request.setCreatedAt(before.map(SourceWanted::getCreatedAt).orElseGet(clock::instant));
        if (before.filter(request::equals).isPresent()) {
            return new Taken(request, false);
        }
        if (before.isEmpty()) {
            requireRoom();
            requireFree(request.getStreamId(), caller);
        }
        if (probed && !before.filter(known -> isSameAddress(known, request)).isPresent()) {
            probe.run(request, client);
        }
        log.write(request);
        return new Taken(request, before.isEmpty());
    }

    /**
     * Takes a request back. The source's stream is ended by the instance that follows it; its results stay.
     *
     * @throws IngestException SOURCE_NOT_FOUND
     */
    public void remove(String streamId, Caller caller) {
        if (view.get(streamId).filter(wanted -> caller.sees(wanted.getOwner())).isEmpty()) {
            throw new IngestException(IngestError.SOURCE_NOT_FOUND, streamId);
        }
        log.remove(streamId);
    }

    /** @throws IngestException SOURCE_WANTED if the stream is that of a source that is wanted */
    public void requireUnwanted(String streamId) {
        if (view.get(streamId).isPresent()) {
            throw new IngestException(IngestError.SOURCE_WANTED, streamId);
        }
    }

    private void requireRoom() {
        if (view.count() >= most) {
            throw new IngestException(IngestError.TOO_MANY_SOURCES, most + " are wanted");
        }
    }

    /** Streams of live sources go on under their id, others do not become one. */
    private void requireFree(String streamId, Caller caller) {
        streams.get(streamId).filter(known -> !caller.sees(known.getOwner())).ifPresent(_ -> {
            throw new IngestException(IngestError.ID_TAKEN);
        });
        Optional<KnownStream> other = streams.known(streamId)
                .filter(known -> !known.isDeleted() && !known.status().getLive());
        other.filter(KnownStream::isOpen).ifPresent(open -> {
            throw new IngestException(IngestError.STREAM_IN_PROGRESS);
        });
        other.filter(known -> known.status().getState() == StreamState.ENDED).ifPresent(ended -> {
            throw new IngestException(IngestError.CONTENT_DIFFERS, "it was an upload");
        });
    }

    private static boolean isSameAddress(SourceWanted one, SourceWanted other) {
        return one.getUrl().equals(other.getUrl()) && Objects.equals(one.getCredential(), other.getCredential());
    }
}
