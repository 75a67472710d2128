/** The service's HTTP interface. What methods of its description have in common is defined here. */
@OpenAPIDefinition(
        info = @Info(title = "Genrestream ingest", version = "1"),
        components =
                @Components(
                        requestBodies =
                                @RequestBody(
                                        name = "AudioFile",
                                        description =
                                                "The audio file: mp3, flac, wav, ogg, opus, m4a, aac, wma, aiff or au.",
                                        required = true,
                                        content =
                                                @Content(
                                                        mediaType = "*/*",
                                                        schema = @Schema(type = SchemaType.STRING, format = "binary"))),
                        parameters = {
                            @Parameter(name = "title", in = ParameterIn.QUERY, description = "What people call it."),
                            @Parameter(
                                    name = "externalId",
                                    in = ParameterIn.QUERY,
                                    description = "The caller's own id of the music."),
                            @Parameter(
                                    name = "attributes",
                                    in = ParameterIn.QUERY,
                                    description = "A JSON object of strings."),
                            @Parameter(
                                    name = "Prefer",
                                    in = ParameterIn.HEADER,
                                    description = "wait=SECONDS for the genre.")
                        }))
package io.genrestream.ingest.http;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
