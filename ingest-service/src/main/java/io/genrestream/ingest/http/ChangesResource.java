package io.genrestream.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.genrestream.access.Access;
import io.genrestream.ingest.status.RecentChanges;
import io.genrestream.ingest.status.StreamView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is new among the streams, so that nobody has to list all of them again and again. */
@Path("/v1/changes")
@RunOnVirtualThread
@Tag(name = "Streams")
public class ChangesResource {
    private final StreamView view;
    private final Access access;

    public ChangesResource(StreamView view, Access access) {
        this.access = access;
        this.view = view;
    }

    /**
     * @param complete whether this is all that has changed; else the streams are to be listed anew
     * @param streams that have changed, as they are now
     * @param deleted ids of those that are gone
     * @param cursor to be given as {@code since} the next time, to this instance
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Changes(boolean complete, List<StreamJson> streams, List<String> deleted, String cursor) {}

    @GET
    @Operation(
            summary = "Tells which streams have changed.",
            description =
                    "Ask without since, list all streams, then ask with the cursor of the last answer. Where complete is false,"
                            + " too much has changed since, or another instance has answered: list all streams again.")
    public Changes changes(@QueryParam("since") @DefaultValue("") String since) {
        view.requireOpen();
        RecentChanges changes = view.changes();
        String now = changes.cursor();
        Optional<RecentChanges.Since> changed = changes.since(since, access.caller()::sees);
        if (changed.isEmpty()) {
            return new Changes(false, List.of(), List.of(), now);
        }
        List<String> ids = changed.get().streamIds();
        List<StreamJson> streams = ids.stream()
                .flatMap(id -> view.get(id).stream())
                .map(StreamJson::of)
                .toList();
        Set<String> present = streams.stream().map(StreamJson::streamId).collect(Collectors.toSet());
        return new Changes(
                true,
                streams,
                ids.stream().filter(id -> !present.contains(id)).toList(),
                changed.get().cursor());
    }
}
