package io.genrestream.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.source.SourceCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A live source that is wanted, and its stream as far as there is one. Fields that say nothing are left out.
 *
 * @param streamId of the stream that it becomes
 * @param url its address without the query, which may hold a token
 * @param credential the name of one, never the secret
 * @param createdAt when it was first wanted
 * @param stream its stream's state; absent until an instance has taken it up
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SourceJson(
        String streamId,
        String url,
        String title,
        String externalId,
        Map<String, String> attributes,
        String titleCharset,
        String credential,
        String owner,
        Instant createdAt,
        StreamJson stream) {

    /**
     * A page of sources.
     *
     * @param next to be given as {@code after} for the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<SourceJson> sources, String next) {}

    /** @param stream null for none */
    static SourceJson of(SourceWanted wanted, StreamJson stream) {
        return new SourceJson(
                wanted.getStreamId(),
                SourceCheck.shown(wanted.getUrl()),
                wanted.getTitle(),
                wanted.getExternalId(),
                wanted.getAttributes(),
                wanted.getTitleCharset(),
                wanted.getCredential(),
                wanted.getOwner(),
                wanted.getCreatedAt(),
                stream);
    }
}
