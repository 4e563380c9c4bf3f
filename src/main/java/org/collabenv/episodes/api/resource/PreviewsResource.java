package org.collabenv.episodes.api.resource;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.collabenv.episodes.api.request.UploadHeaders;
import org.collabenv.episodes.api.request.UploadRequest;
import org.collabenv.episodes.ingest.Previews;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves previews over HTTP. {@link DocumentedUploads} adds the body and the parameters to the contract. */
@Path("/previews")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Episodes")
public class PreviewsResource {

    private final Previews previews;
    private final UploadRequest requests;

    PreviewsResource(Previews previews, UploadRequest requests) {
        this.previews = previews;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = DocumentedUploads.PREVIEW_FILE,
            summary = "Preview a file",
            description =
                    "Reads the head of a file as a load would: what each column would become and why, the first rows,"
                            + " what is missing, and what to pass. Nothing is stored. The first lines of a text file are enough, as"
                            + " they are or compressed and cut off anywhere; a Parquet file has to be whole. The parameters are those"
                            + " of a load.")
    @APIResponse(
            responseCode = "200",
            description = "What the file would become, or the problem with which its load would end",
            content = @Content(schema = @Schema(implementation = PreviewDocument.class)))
    public PreviewDocument preview(@BeanParam UploadHeaders headers, @Context UriInfo uri, InputStream body) {
        return PreviewDocument.of(previews.preview(() -> requests.episode(headers, uri, body)));
    }
}
