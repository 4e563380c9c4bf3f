package org.collabenv.episodes.api.resource;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the database as a whole. */
@Path("/database")
@Blocking
@Tag(name = "Database")
public class DatabaseResource {

    private final EpisodeStore store;

    DatabaseResource(EpisodeStore store) {
        this.store = store;
    }

    @GET
    @Path("/snapshot")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readSnapshot",
            summary = "Read a copy of the database",
            description =
                    "Returns a DuckDB file with everything that is stored at one moment. Loads go on meanwhile; the copy"
                            + " takes as much of the disk as the file until it is sent. With PostgreSQL there is none: programs"
                            + " read the server.")
    @APIResponse(
            responseCode = "200",
            description = "A DuckDB file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response snapshot() {
        InputStream copy = store.snapshot()
                .orElseThrow(
                        () -> new IngestException(
                                Problem.NOT_FOUND,
                                "There are no snapshots of a PostgreSQL database: programs can read it while the service runs"));
        return Response.ok(copy)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"episodes.duckdb\"")
                .build();
    }
}
