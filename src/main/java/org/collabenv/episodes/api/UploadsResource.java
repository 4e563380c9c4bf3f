package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.collabenv.episodes.ingest.Uploads;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.UploadRow;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger of uploads over HTTP. */
@Path("/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Uploads")
public class UploadsResource {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final Uploads uploads;
    private final EpisodeStore store;
    private final ObjectMapper json;

    UploadsResource(Uploads uploads, EpisodeStore store, ObjectMapper json) {
        this.uploads = uploads;
        this.store = store;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "listUploads",
            summary = "List uploads",
            description = "In the order of their ids, a page at a time.")
    public UploadPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int size = Parameters.pageSize(limit);
        if (state != null && !UploadRow.STATES.contains(state)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER,
                    "The parameter state is wrong: one of %s is expected"
                            .formatted(String.join(", ", UploadRow.STATES)));
        }
        Parameters.requireText("after", after);
        return UploadPage.of(
                store.uploads().page(state, after, size + 1).stream()
                        .map(this::document)
                        .toList(),
                size);
    }

    @GET
    @Path("/{upload_id}")
    @Operation(
            operationId = "readUpload",
            summary = "Watch an upload",
            description = "How far it is while it runs, and what was answered once it has ended.")
    public UploadDocument read(@PathParam("upload_id") String uploadId) {
        return document(find(uploadId));
    }

    @GET
    @Path("/{upload_id}/progress")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "watchUpload",
            summary = "Watch an upload in a terminal",
            description = "A line each second until it has ended: `curl -N`.")
    public Multi<String> progress(@PathParam("upload_id") String uploadId) {
        find(uploadId);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> read(uploadId))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(BETWEEN_LINES)
                .whilst(upload -> upload.state().equals(UploadRow.RUNNING))
                .map(upload -> ProgressLine.of(upload, OffsetDateTime.now(ZoneOffset.UTC), json));
    }

    @DELETE
    @Path("/{upload_id}")
    @Operation(
            operationId = "cancelUpload",
            summary = "Cancel a running upload",
            description = "Its client gets 409 and nothing is stored. One that is being committed may still complete.")
    @APIResponse(responseCode = "202", description = "It ends within seconds; its state says how")
    public Response cancel(@PathParam("upload_id") String uploadId) {
        UploadRow row = find(uploadId);
        if (!row.state().equals(UploadRow.RUNNING)) {
            throw Parameters.notFound("running upload", uploadId);
        }
        uploads.cancel(uploadId);
        return Response.accepted().build();
    }

    private UploadRow find(String uploadId) {
        return store.uploads().find(Parameters.reachable(uploadId, "upload")).orElseThrow(() -> notFound(uploadId));
    }

    private UploadDocument document(UploadRow row) {
        return UploadDocument.of(row, uploads.progress(row.uploadId()), uploads.expectedBytes(row.uploadId()));
    }

    private static IngestException notFound(String uploadId) {
        return Parameters.notFound("upload", uploadId);
    }
}
