package io.genrestream.inference.rest;

import io.genrestream.scoring.ModelDescription;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The model in use. */
@Path("/v1/model")
public class ModelResource {
    private final ModelDescription model;

    ModelResource(ModelDescription model) {
        this.model = model;
    }

    /**
     * @param digest first 16 hexadecimal digits of the SHA-256 of the file
     * @param trackExponent power to which a track's mean scores are raised
     * @param unknownBelow a best score under this gives no label
     */
    public record Model(
            String name,
            String version,
            String digest,
            List<String> labels,
            String activation,
            String frontEnd,
            String frontEndDigest,
            double trackExponent,
            double unknownBelow) {}

    @GET
    @Operation(summary = "The model that scores at this instance")
    public Model model() {
        return new Model(
                model.name(),
                model.version(),
                model.digest(),
                model.labels(),
                model.activation().name().toLowerCase(Locale.ROOT),
                model.frontEnd().canonical(),
                model.frontEnd().digest(),
                model.calibration().trackExponent(),
                model.calibration().unknownBelow());
    }
}
