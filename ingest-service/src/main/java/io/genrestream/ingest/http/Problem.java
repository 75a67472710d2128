package io.genrestream.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.genrestream.ingest.fault.IngestException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An error as RFC 9457 has it, with the stable code of docs/errors.md.
 *
 * @param type a name for the kind of error, not an address to open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String code) {
    public static final MediaType MEDIA_TYPE = MediaType.valueOf("application/problem+json");
    static final String RETRY_AFTER_SECONDS = "5";

    static Response answer(IngestException refused) {
        Response.ResponseBuilder answer =
                answer(refused.code(), refused.title(), refused.status(), refused.getMessage());
        if (refused.isTemporary()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    /** For routes that are no resources. */
    public static Problem of(IngestException refused) {
        return of(refused.code(), refused.title(), refused.status(), refused.getMessage());
    }

    private static Problem of(String code, String title, int status, String detail) {
        return new Problem("urn:genrestream:error:" + code, title, status, detail, code);
    }

    static Response.ResponseBuilder answer(String code, String title, int status, String detail) {
        return Response.status(status).type(MEDIA_TYPE).entity(of(code, title, status, detail));
    }
}
