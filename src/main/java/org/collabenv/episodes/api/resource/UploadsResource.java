package org.collabenv.episodes.api.resource;

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
import java.util.Arrays;
import java.util.stream.Collectors;
import org.collabenv.episodes.api.request.PageRequest;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.ingest.ledger.Ledger;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.store.tables.UploadRow;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves the ledger of uploads over HTTP. */
@Path("/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Uploads")
public class UploadsResource {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final UploadLedger uploads;
    private final ObjectMapper json;

    UploadsResource(Ledger ledger, UploadLedger uploads, ObjectMapper json) {
        this.ledger = ledger;
        this.uploads = uploads;
        this.json = json;
    }

    @GET
    @Operation(
            operationId = "listUploads",
            summary = "List uploads",
            description = "Returns a page of uploads in the order of their ids.")
    public UploadPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        PageRequest page = PageRequest.of(limit, after);
        return UploadPage.of(
                uploads.page(state(state), page.after(), page.size()).map(this::document));
    }

    private static @Nullable UploadState state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return UploadState.of(word)
                .orElseThrow(() -> new IngestException(
                        Problem.INVALID_PARAMETER,
                        "The parameter state is wrong: one of %s is expected"
                                .formatted(Arrays.stream(UploadState.values())
                                        .map(UploadState::word)
                                        .collect(Collectors.joining(", ")))));
    }

    @GET
    @Path("/{upload_id}")
    @Operation(
            operationId = "readUpload",
            summary = "Watch an upload",
            description = "Returns the progress while the upload runs, and also the answer once it has ended.")
    public UploadDocument read(@PathParam("upload_id") String uploadId) {
        return document(find(uploadId));
    }

    @GET
    @Path("/{upload_id}/progress")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "watchUpload",
            summary = "Watch an upload in a terminal",
            description = "Sends a line each second until the upload has ended; use `curl -N`.")
    public Multi<String> progress(@PathParam("upload_id") String uploadId) {
        find(uploadId);
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> read(uploadId))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(BETWEEN_LINES)
                .whilst(UploadDocument::isRunning)
                .map(upload -> ProgressLine.of(upload, OffsetDateTime.now(ZoneOffset.UTC), json));
    }

    @DELETE
    @Path("/{upload_id}")
    @Operation(
            operationId = "cancelUpload",
            summary = "Cancel a running upload",
            description =
                    "Its client gets 409 and nothing is stored. An upload that is being committed may still complete.")
    @APIResponse(responseCode = "202", description = "The upload ends within seconds; its state says how")
    public Response cancel(@PathParam("upload_id") String uploadId) {
        UploadRow row = find(uploadId);
        if (row.state() != UploadState.RUNNING) {
            throw ResourceIds.notFound("running upload", uploadId);
        }
        ledger.cancel(uploadId);
        return Response.accepted().build();
    }

    private UploadRow find(String uploadId) {
        return uploads.find(ResourceIds.readable(uploadId, "upload")).orElseThrow(() -> notFound(uploadId));
    }

    private UploadDocument document(UploadRow row) {
        return UploadDocument.of(row, ledger.progress(row.uploadId()), ledger.expectedBytes(row.uploadId()));
    }

    private static IngestException notFound(String uploadId) {
        return ResourceIds.notFound("upload", uploadId);
    }
}
