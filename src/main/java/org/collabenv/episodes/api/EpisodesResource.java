package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.collabenv.episodes.ingest.Ingestion;
import org.collabenv.episodes.ingest.Receipt;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Episodes over HTTP. */
@Path("/episodes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Episodes")
@APIResponse(
        responseCode = "default",
        description = "Why the request was refused; nothing was stored",
        content =
                @Content(
                        mediaType = ProblemDocument.MEDIA_TYPE,
                        schema = @Schema(implementation = ProblemDocument.class)))
public class EpisodesResource {

    private static final String CSV = "text/csv";
    private static final Pattern PAGE_SIZE = Pattern.compile("[1-9][0-9]{0,2}|1000");

    private final Ingestion ingestion;
    private final EpisodeStore store;
    private final ObjectMapper json;

    EpisodesResource(Ingestion ingestion, EpisodeStore store, ObjectMapper json) {
        this.ingestion = ingestion;
        this.store = store;
        this.json = json;
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, CSV})
    @Operation(
            summary = "Load one episode",
            description = "The body is loaded while it arrives; any failure leaves nothing behind. Multipart takes"
                    + " the parameters as text fields before the part `file`, or in the query string.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = UploadForm.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "201",
            description = "The episode is stored",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Response load(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Context UriInfo uri,
            InputStream body) {
        UploadParameters parameters = new UploadParameters();
        uri.getQueryParameters().forEach((name, values) -> values.forEach(value -> parameters.put(name, value)));
        InputStream file = body;
        String fileName = "";
        if (contentType == null) {
            throw new IngestException(
                    Problem.UNSUPPORTED_FORMAT, "The request has no Content-Type: multipart/form-data or text/csv");
        } else if (MediaType.valueOf(contentType).isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
            MultipartUpload upload = MultipartUpload.of(contentType, body);
            file = upload.readToFile(parameters);
            fileName = upload.fileName();
        }
        Receipt receipt = ingestion.load(parameters.episode(fileName), parameters.agentType(), file);
        // As a text it stays relative, and right behind any proxy.
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/episodes/" + receipt.episodeId())
                .entity(receipt)
                .build();
    }

    @GET
    @Operation(summary = "List episodes", description = "In the order of their ids, a page at a time.")
    public EpisodePage list(
            @QueryParam("session_id") @Nullable String sessionId,
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
        // Taken as text: RESTEasy answers 404 to a number that is none.
        if (!PAGE_SIZE.matcher(limit).matches() || holdsNul(sessionId) || holdsNul(after)) {
            throw new IngestException(
                    Problem.INVALID_PARAMETER, "A parameter is wrong: limit is 1 to 1000, and no text holds a NUL");
        }
        int size = Integer.parseInt(limit);
        // One more than asked for tells whether there is a next page.
        return EpisodePage.of(store.catalog().episodes(sessionId, after, size + 1), size);
    }

    @GET
    @Path("/{episode_id}")
    @Operation(summary = "Read an episode", description = "Its row, and the receipt of its load.")
    public EpisodeDocument read(@PathParam("episode_id") String episodeId) {
        return store.catalog()
                .episode(reachable(episodeId))
                .map(EpisodeDocument::of)
                .orElseThrow(() -> notFound(episodeId));
    }

    @GET
    @Path("/{episode_id}/status")
    @Operation(
            summary = "Verify an episode",
            description = "Counts the rows that the tables hold now and compares them with the receipt.")
    public EpisodeStatus status(@PathParam("episode_id") String episodeId) {
        return store.catalog()
                .counts(reachable(episodeId))
                .map(counts -> EpisodeStatus.of(counts, json))
                .orElseThrow(() -> notFound(episodeId));
    }

    @DELETE
    @Path("/{episode_id}")
    @Operation(summary = "Delete an episode", description = "Its observations and properties go with it.")
    @APIResponse(responseCode = "204", description = "The episode is gone")
    public void delete(@PathParam("episode_id") String episodeId) {
        if (!store.delete(reachable(episodeId))) {
            throw notFound(episodeId);
        }
    }

    /** PostgreSQL has no text with a NUL, so there is no episode of such an id either. */
    private static String reachable(String episodeId) {
        if (holdsNul(episodeId)) {
            throw notFound("with a NUL in its id");
        }
        return episodeId;
    }

    private static boolean holdsNul(@Nullable String text) {
        return text != null && text.indexOf('\0') >= 0;
    }

    private static IngestException notFound(String episodeId) {
        return new IngestException(Problem.NOT_FOUND, "There is no episode '%s'".formatted(episodeId));
    }
}
