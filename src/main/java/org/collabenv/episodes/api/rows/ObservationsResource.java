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

/** Serves the rows of an episode as files. */
@Path("/episodes/{episode_id}/observations")
@Produces(MediaType.WILDCARD)
@Blocking
@Tag(name = "Episodes")
public class ObservationsResource {

    private final Exports exports;
    private final ExportedFile file;

    ObservationsResource(Exports exports, ExportedFile file) {
        this.exports = exports;
        this.file = file;
    }

    @GET
    @Operation(
            operationId = "readObservations",
            summary = "Read the rows of an episode",
            description =
                    "Returns a row per observation with a column per property, from one moment. The file, uploaded again"
                            + " without parameters, gives the same rows; if it could be misread, it says so itself, in a first line that"
                            + " begins with `# episode-ingest:`.")
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
    public Response episode(@PathParam("episode_id") String episodeId, @BeanParam RowSelection parameters) {
        String episode = ResourceIds.readable(episodeId, "episode");
        Selection selection = parameters.selection();
        ExportFormat format = parameters.format(ExportFormat.CSV);
        return file.answer(episode, format, out -> exports.episode(episode, selection, format, out));
    }
}
