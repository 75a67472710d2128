package io.genrestream.ingest.http;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list a client wants: so many entries, those after one. */
public class PageQuery {
    static final int MOST = 500;

    @QueryParam("after")
    @DefaultValue("")
    String after;

    /** As text, for JAX-RS would answer 404 to what is no number. */
    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "" + MOST))
    @QueryParam("limit")
    @DefaultValue("100")
    String limit;

    /**
     * @param find gives at most so many entries
     * @param id of an entry
     * @param page made of the entries and of the last one's id, null where no more follow
     * @throws IngestException INVALID_PARAMETER
     */
    <E, P> P page(IntFunction<List<E>> find, Function<E, String> id, BiFunction<List<E>, String, P> page) {
        int most = limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > MOST) {
            throw new IngestException(IngestError.INVALID_PARAMETER, "limit must be 1 to " + MOST);
        }
        List<E> found = find.apply(most + 1);
        if (found.size() <= most) {
            return page.apply(found, null);
        }
        return page.apply(found.subList(0, most), id.apply(found.get(most - 1)));
    }
}
