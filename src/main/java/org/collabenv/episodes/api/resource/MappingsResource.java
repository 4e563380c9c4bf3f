package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.api.request.Profiles;
import org.collabenv.episodes.api.request.RequestDocument;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.store.tables.SavedMapping;
import org.collabenv.episodes.store.tables.SavedMappings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves saved mappings over HTTP. */
@Path("/mappings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Vocabulary")
public class MappingsResource {

    private static final String WHAT = "saved mapping";

    private final SavedMappings mappings;

    MappingsResource(SavedMappings mappings) {
        this.mappings = mappings;
    }

    /**
     * A saved mapping.
     *
     * @param name the value of {@code profile} in an upload
     * @param parameters the values of the parameters, by name
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "SavedMapping")
    public record Document(String name, Map<String, String> parameters) {
        static Document of(SavedMapping mapping) {
            return new Document(mapping.mappingName(), Profiles.parameters(mapping));
        }
    }

    /** All saved mappings in the order of their names. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "SavedMappingList")
    public record Documents(List<Document> mappings) {}

    @GET
    @Operation(
            operationId = "listMappings",
            summary = "List saved mappings",
            description = "Returns all saved mappings in the order of their names.")
    public Documents list() {
        return new Documents(mappings.all().stream().map(Document::of).toList());
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "readMapping", summary = "Read a saved mapping")
    public Document read(@PathParam("name") String name) {
        return mappings.find(ResourceIds.readable(name, WHAT))
                .map(Document::of)
                .orElseThrow(() -> ResourceIds.notFound(WHAT, name));
    }

    @PUT
    @Path("/{name}")
    @Consumes({MediaType.APPLICATION_JSON, RequestDocument.YAML, RequestDocument.OTHER_YAML, RequestDocument.TEXT_YAML})
    @Operation(
            operationId = "putMapping",
            summary = "Save parameters under a name",
            description =
                    "The body has parameters that say how to read a file, such as `mapping`, `frame_rate` and"
                            + " `null_values`; `mapping` may be an object. An upload with `profile` uses them where it does not give"
                            + " its own. What was saved under the name before is replaced; uploads that are stored stay as they are.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = RequestDocument.YAML, schema = @Schema(implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The saved mapping as it is now",
            content = @Content(schema = @Schema(implementation = Document.class)))
    @APIResponse(
            responseCode = "201",
            description = "The name is new",
            content = @Content(schema = @Schema(implementation = Document.class)))
    public Response put(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body) {
        String saved = ResourceIds.writable(name, WHAT);
        String parameters =
                Profiles.checked(RequestDocument.read(contentType, body).object(Profiles.parameters(), ""));
        boolean made = mappings.put(new SavedMapping(saved, parameters));
        return PutAnswer.of(made, read(saved));
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteMapping",
            summary = "Delete a saved mapping",
            description = "Uploads that used it stay as they are.")
    @APIResponse(responseCode = "204", description = "The saved mapping is deleted")
    public void delete(@PathParam("name") String name) {
        if (!mappings.delete(ResourceIds.readable(name, WHAT))) {
            throw ResourceIds.notFound(WHAT, name);
        }
    }
}
