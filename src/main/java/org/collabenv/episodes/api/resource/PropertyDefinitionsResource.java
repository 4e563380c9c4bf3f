package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.collabenv.episodes.api.request.RequestDocument;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.store.tables.PropertyDefinition;
import org.collabenv.episodes.store.tables.VocabularyTables;
import org.collabenv.episodes.trajectory.PropertyType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves property definitions over HTTP. */
@Path("/property-definitions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Vocabulary")
public class PropertyDefinitionsResource {

    private static final String WHAT = "property definition";
    private static final int LONGEST_TEXT = 2000;
    private static final List<String> FIELDS =
            List.of("property_id", "property_name", "data_type", "description", "unit");

    private final VocabularyTables vocabulary;

    PropertyDefinitionsResource(VocabularyTables vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * A property that observations may have.
     *
     * @param dataType {@code float}, {@code vector} or {@code string}; it cannot change once there are values
     * @param unit the unit of its values
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PropertyDefinition")
    public record Document(
            String propertyId,
            @Nullable String propertyName,
            @Nullable String dataType,
            @Nullable String description,
            @Nullable String unit) {
        static Document of(PropertyDefinition row) {
            return new Document(row.propertyId(), row.propertyName(), row.dataType(), row.description(), row.unit());
        }
    }

    /** All property definitions in the order of their ids. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "PropertyDefinitionList")
    public record Documents(List<Document> propertyDefinitions) {}

    @GET
    @Operation(
            operationId = "listPropertyDefinitions",
            summary = "List property definitions",
            description = "Returns all property definitions in the order of their ids.")
    public Documents list() {
        return new Documents(vocabulary.properties().stream().map(Document::of).toList());
    }

    @GET
    @Path("/{property_id}")
    @Operation(operationId = "readPropertyDefinition", summary = "Read a property definition")
    public Document read(@PathParam("property_id") String id) {
        return vocabulary
                .property(ResourceIds.readable(id, WHAT))
                .map(Document::of)
                .orElseThrow(() -> ResourceIds.notFound(WHAT, id));
    }

    @PUT
    @Path("/{property_id}")
    @Consumes({MediaType.APPLICATION_JSON, RequestDocument.YAML, RequestDocument.OTHER_YAML, RequestDocument.TEXT_YAML})
    @Operation(
            operationId = "putPropertyDefinition",
            summary = "Create or change a property definition",
            description = "A field that is left out stays as it is, or gets its default.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Document.class)),
                @Content(mediaType = RequestDocument.YAML, schema = @Schema(implementation = Document.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The definition as it is now",
            content = @Content(schema = @Schema(implementation = Document.class)))
    @APIResponse(
            responseCode = "201",
            description = "The definition is new",
            content = @Content(schema = @Schema(implementation = Document.class)))
    public Response put(
            @PathParam("property_id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body) {
        ObjectNode document = RequestDocument.read(contentType, body).object(FIELDS, "");
        RequestDocument.requireSame(document, FIELDS.get(0), id);
        boolean made = vocabulary.put(new PropertyDefinition(
                ResourceIds.writable(id, WHAT),
                text(document, "property_name"),
                dataType(document),
                text(document, "description"),
                text(document, "unit")));
        return PutAnswer.of(made, read(id));
    }

    @DELETE
    @Path("/{property_id}")
    @Operation(
            operationId = "deletePropertyDefinition",
            summary = "Delete a property definition",
            description = "The definition of a property that has values cannot be deleted.")
    @APIResponse(responseCode = "204", description = "The definition is deleted")
    public void delete(@PathParam("property_id") String id) {
        if (!vocabulary.deleteProperty(ResourceIds.readable(id, WHAT))) {
            throw ResourceIds.notFound(WHAT, id);
        }
    }

    private static @Nullable String text(ObjectNode document, String field) {
        return RequestDocument.text(document, field, LONGEST_TEXT);
    }

    private static @Nullable String dataType(ObjectNode document) {
        String given = text(document, "data_type");
        if (given == null) {
            return null;
        }
        return PropertyType.of(given)
                .map(PropertyType::dataType)
                .orElseThrow(() -> RequestDocument.invalid("The data_type must be float, vector or string"));
    }
}
