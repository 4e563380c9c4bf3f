package org.collabenv.episodes.api.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.List;
import org.collabenv.episodes.api.request.PageRequest;
import org.collabenv.episodes.api.request.RequestDocument;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.store.tables.RowPage;
import org.collabenv.episodes.store.tables.SessionChange;
import org.collabenv.episodes.store.tables.SessionRow;
import org.collabenv.episodes.store.tables.Sessions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves sessions over HTTP. */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sessions")
public class SessionsResource {

    private static final String WHAT = "session";
    private static final int LONGEST_NAME = 2000;
    private static final int LONGEST_ID = 200;
    private static final List<String> FIELDS =
            List.of("session_id", "session_name", "category_id", "created_at", "config", "metadata");

    private final Sessions sessions;

    SessionsResource(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A session.
     *
     * @param config the settings of its simulation or recording, as any JSON
     * @param metadata anything else that is known about it, as any JSON
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "Session")
    public record Document(
            String sessionId,
            String sessionName,
            String categoryId,
            @Nullable LocalDateTime createdAt,

            @JsonRawValue @Schema(implementation = Object.class) @Nullable
            String config,

            @JsonRawValue @Schema(implementation = Object.class) @Nullable
            String metadata) {
        static Document of(SessionRow row) {
            return new Document(
                    row.sessionId(),
                    row.sessionName(),
                    row.categoryId(),
                    row.createdAt(),
                    row.config(),
                    row.metadata());
        }
    }

    /**
     * A page of sessions in the order of their ids.
     *
     * @param next the value of {@code after} for the next page; null if this is the last one
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "SessionPage")
    public record Page(List<Document> sessions, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listSessions",
            summary = "List sessions",
            description =
                    "Returns a page of sessions in the order of their ids. It ends early if their documents are long.")
    public Page list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit")
                    @DefaultValue("100")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            defaultValue = "100",
                                            minimum = "1",
                                            maximum = "1000"))
                    String limit) {
        PageRequest page = PageRequest.of(limit, after);
        RowPage<SessionRow> found = sessions.page(page.after(), page.size());
        return new Page(found.map(Document::of).rows(), found.next(SessionRow::sessionId));
    }

    @GET
    @Path("/{session_id}")
    @Operation(operationId = "readSession", summary = "Read a session")
    public Document read(@PathParam("session_id") String sessionId) {
        return sessions.find(ResourceIds.readable(sessionId, WHAT))
                .map(Document::of)
                .orElseThrow(() -> ResourceIds.notFound(WHAT, sessionId));
    }

    @PUT
    @Path("/{session_id}")
    @Consumes({MediaType.APPLICATION_JSON, RequestDocument.YAML, RequestDocument.OTHER_YAML, RequestDocument.TEXT_YAML})
    @Operation(
            operationId = "putSession",
            summary = "Create or change a session",
            description = "The body is JSON or YAML; a field that is left out stays as it is, or gets its default.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Document.class)),
                @Content(mediaType = RequestDocument.YAML, schema = @Schema(implementation = Document.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The session as it is now",
            content = @Content(schema = @Schema(implementation = Document.class)))
    @APIResponse(
            responseCode = "201",
            description = "The session is new",
            content = @Content(schema = @Schema(implementation = Document.class)))
    public Response put(
            @PathParam("session_id") String sessionId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body) {
        ObjectNode document = RequestDocument.read(contentType, body)
                .object(FIELDS, " To store a whole file as config, send it to /sessions/{id}/config");
        RequestDocument.requireSame(document, "session_id", sessionId);
        return put(
                sessionId,
                new SessionChange(
                        RequestDocument.text(document, "session_name", LONGEST_NAME),
                        RequestDocument.text(document, "category_id", LONGEST_ID),
                        json(document.get("config")),
                        json(document.get("metadata"))));
    }

    @PUT
    @Path("/{session_id}/{part}")
    @Consumes({MediaType.APPLICATION_JSON, RequestDocument.YAML, RequestDocument.OTHER_YAML, RequestDocument.TEXT_YAML})
    @Operation(
            operationId = "putSessionPart",
            summary = "Store a file as a session's config or metadata",
            description = "Stores the whole body, which is JSON or YAML; the session is created if it does not exist.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = RequestDocument.YAML, schema = @Schema(implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The session as it is now",
            content = @Content(schema = @Schema(implementation = Document.class)))
    @APIResponse(
            responseCode = "201",
            description = "The session is new",
            content = @Content(schema = @Schema(implementation = Document.class)))
    public Response putPart(
            @PathParam("session_id") String sessionId,
            @PathParam("part") @Parameter(schema = @Schema(enumeration = {"config", "metadata"})) String part,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body) {
        if (!part.equals("config") && !part.equals("metadata")) {
            throw ResourceIds.notFound("part of a session", part);
        }
        String document = RequestDocument.read(contentType, body).json();
        boolean config = part.equals("config");
        return put(sessionId, new SessionChange(null, null, config ? document : null, config ? null : document));
    }

    @DELETE
    @Path("/{session_id}")
    @Operation(
            operationId = "deleteSession",
            summary = "Delete a session",
            description = "Its episodes, and everything that belongs to them, are deleted with it.")
    @APIResponse(responseCode = "204", description = "The session is deleted")
    public void delete(@PathParam("session_id") String sessionId) {
        if (!sessions.delete(ResourceIds.readable(sessionId, WHAT))) {
            throw ResourceIds.notFound(WHAT, sessionId);
        }
    }

    private Response put(String sessionId, SessionChange change) {
        boolean made = sessions.put(ResourceIds.writable(sessionId, WHAT), change);
        return PutAnswer.of(made, read(sessionId));
    }

    private static @Nullable String json(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.toString();
    }
}
