package io.genrestream.inference.rest;

import io.genrestream.access.Access;
import io.genrestream.inference.track.StreamOwners;
import io.genrestream.kit.access.Caller;
import io.genrestream.kit.access.Scope;
import io.genrestream.kit.http.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/** Which streams' results whoever asks may see; the others are to him as if there were none. */
@Singleton
class SeenStreams {
    private final Access access;
    private final StreamOwners owners;

    SeenStreams(Access access, StreamOwners owners) {
        this.access = access;
        this.owners = owners;
    }

    /** By whoever sent the request that a resource answers. */
    Predicate<String> byCaller() {
        return by(access.caller());
    }

    /** Who sent the request that a route answers. */
    Caller caller(RoutingContext request) {
        return access.caller(request);
    }

    /** @throws ProblemException NO_RESULT */
    void require(String streamId) {
        if (!byCaller().test(streamId)) {
            throw new ProblemException(ResultError.NO_RESULT);
        }
    }

    Predicate<String> by(Caller caller) {
        return caller.may(Scope.ADMIN)
                ? _ -> true
                : streamId -> caller.sees(owners.of(streamId).orElse(null));
    }
}
