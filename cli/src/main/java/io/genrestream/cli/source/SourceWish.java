package io.genrestream.cli.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** A live source as it is wished for; the fields are the JSON object that the ingest service takes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SourceWish(
        String url,
        String title,
        String externalId,
        Map<String, String> attributes,
        String titleCharset,
        String credential) {}
