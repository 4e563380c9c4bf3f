package org.collabenv.episodes.api.rows;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.export.ExportFormat;
import org.collabenv.episodes.export.Exports;
import org.collabenv.episodes.store.rows.Selection;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the rows of a session's episodes as files. */
@Path("/sessions/{session_id}/observations")
@Produces(MediaType.WILDCARD)
@Blocking
@Tag(name = "Sessions")
public class SessionObservationsResource {

    private final Exports exports;
    private final ExportedFile file;

    SessionObservationsResource(Exports exports, ExportedFile file) {
        this.exports = exports;
        this.file = file;
    }

    @GET
    @Operation(
            operationId = "readObservationsOfSession",
            summary = "Read the rows of a session",
            description =
                    "Returns the rows of all episodes, one after another, each with the id of its episode in the first column.")
    @APIResponse(
            responseCode = "200",
            description = "A file",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/vnd.apache.parquet",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING))
            })
    public Response session(@PathParam("session_id") String sessionId, @BeanParam RowSelection parameters) {
        String session = ResourceIds.readable(sessionId, "session");
        Selection selection = parameters.selection();
        ExportFormat format = parameters.format(ExportFormat.PARQUET);
        return file.answer(session, format, out -> exports.session(session, selection, format, out));
    }
}
