package io.genrestream.cli.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** A live source as it is requested; the fields are the JSON object that the ingest service takes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SourceRequest(
        String url,
        String title,
        String externalId,
        Map<String, String> attributes,
        String titleCharset,
        String credential) {}
