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
import org.collabenv.episodes.store.tables.AgentType;
import org.collabenv.episodes.store.tables.VocabularyTables;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves agent types over HTTP. */
@Path("/agent-types")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Vocabulary")
public class AgentTypesResource {

    private static final String WHAT = "agent type";
    private static final int LONGEST_TEXT = 2000;
    private static final List<String> FIELDS = List.of("type_id", "type_name", "description");

    private final VocabularyTables vocabulary;

    AgentTypesResource(VocabularyTables vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A type of agents. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AgentType")
    public record Document(
            String typeId,
            @Nullable String typeName,
            @Nullable String description) {
        static Document of(AgentType row) {
            return new Document(row.typeId(), row.typeName(), row.description());
        }
    }

    /** All agent types in the order of their ids. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AgentTypeList")
    public record Documents(List<Document> agentTypes) {}

    @GET
    @Operation(
            operationId = "listAgentTypes",
            summary = "List agent types",
            description = "Returns all defined agent types in the order of their ids.")
    public Documents list() {
        return new Documents(vocabulary.agentTypes().stream().map(Document::of).toList());
    }

    @GET
    @Path("/{type_id}")
    @Operation(operationId = "readAgentType", summary = "Read an agent type")
    public Document read(@PathParam("type_id") String id) {
        return vocabulary
                .agentType(ResourceIds.readable(id, WHAT))
                .map(Document::of)
                .orElseThrow(() -> ResourceIds.notFound(WHAT, id));
    }

    @PUT
    @Path("/{type_id}")
    @Consumes({MediaType.APPLICATION_JSON, RequestDocument.YAML, RequestDocument.OTHER_YAML, RequestDocument.TEXT_YAML})
    @Operation(
            operationId = "putAgentType",
            summary = "Define or change an agent type",
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
            @PathParam("type_id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body) {
        ObjectNode document = RequestDocument.read(contentType, body).object(FIELDS, "");
        RequestDocument.requireSame(document, FIELDS.get(0), id);
        boolean made = vocabulary.put(new AgentType(
                ResourceIds.writable(id, WHAT), text(document, "type_name"), text(document, "description")));
        return PutAnswer.of(made, read(id));
    }

    @DELETE
    @Path("/{type_id}")
    @Operation(
            operationId = "deleteAgentType",
            summary = "Delete an agent type",
            description = "An agent type that observations have cannot be deleted.")
    @APIResponse(responseCode = "204", description = "The definition is deleted")
    public void delete(@PathParam("type_id") String id) {
        if (!vocabulary.deleteAgentType(ResourceIds.readable(id, WHAT))) {
            throw ResourceIds.notFound(WHAT, id);
        }
    }

    private static @Nullable String text(ObjectNode document, String field) {
        return RequestDocument.text(document, field, LONGEST_TEXT);
    }
}
