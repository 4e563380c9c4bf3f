package org.collabenv.episodes.api.resource;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.collabenv.episodes.api.request.PageRequest;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.api.request.UploadHeaders;
import org.collabenv.episodes.api.request.UploadRequest;
import org.collabenv.episodes.ingest.Loads;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.rows.ObservationRows;
import org.collabenv.episodes.store.rows.StoredContent;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves episodes over HTTP. {@link DocumentedUploads} adds the bodies and parameters of uploads to the contract. */
@Path("/episodes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Episodes")
public class EpisodesResource {

    private static final String WHAT = "episode";

    private final Loads loads;
    private final UploadRequest requests;
    private final EpisodeStore store;
    private final EpisodeCatalog catalog;
    private final ObservationRows rows;

    EpisodesResource(
            Loads loads, UploadRequest requests, EpisodeStore store, EpisodeCatalog catalog, ObservationRows rows) {
        this.rows = rows;
        this.loads = loads;
        this.requests = requests;
        this.store = store;
        this.catalog = catalog;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = DocumentedUploads.LOAD_EPISODE,
            summary = "Load one episode",
            description = "The body is loaded while it arrives; any failure leaves nothing behind. The parameters are"
                    + " text fields of a multipart body before the part `file`, or are in the query string.")
    @APIResponse(
            responseCode = "201",
            description = "The episode is stored",
            content = @Content(schema = @Schema(implementation = LoadAnswer.Document.class)))
    @APIResponse(
            responseCode = "200",
            description = "A dry run that would succeed, or an upload that was stored before; nothing was stored",
            content = @Content(schema = @Schema(implementation = LoadAnswer.Document.class)))
    public Response load(@BeanParam UploadHeaders headers, @Context UriInfo uri, InputStream body) {
        return answer(loads.load(LoadKind.EPISODE, () -> requests.episode(headers, uri, body)));
    }

    @POST
    @Path("/{episode_id}/properties")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = DocumentedUploads.ADD_PROPERTIES,
            summary = "Add property values to an episode",
            description = "The file has columns for the time, the agent and, if it matters, the type. It also has a"
                    + " column per property; or one value per line, in the columns `property_id` and `value`.")
    @APIResponse(
            responseCode = "201",
            description = "The values are stored",
            content = @Content(schema = @Schema(implementation = LoadAnswer.Document.class)))
    @APIResponse(
            responseCode = "200",
            description = "A dry run that would succeed, or an upload that was stored before; nothing was stored",
            content = @Content(schema = @Schema(implementation = LoadAnswer.Document.class)))
    public Response addProperties(
            @PathParam("episode_id") String episodeId,
            @BeanParam UploadHeaders headers,
            @Context UriInfo uri,
            InputStream body) {
        return answer(loads.load(LoadKind.PROPERTIES, () -> requests.addition(episodeId, headers, uri, body)));
    }

    /** Answers 201 if the load stored something, and 200 if the upload was stored before or was a dry run. */
    private static Response answer(LoadAnswer answer) {
        // As a string, the location stays relative and is correct behind any proxy.
        return Response.status(answer.isStored() ? Response.Status.CREATED : Response.Status.OK)
                .header(HttpHeaders.LOCATION, "/episodes/" + answer.episodeId())
                .entity(answer.body())
                .build();
    }

    @GET
    @Operation(
            operationId = "listEpisodes",
            summary = "List episodes",
            description = "Returns a page of episodes in the order of their ids.")
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
        PageRequest page = PageRequest.of(limit, after);
        return EpisodePage.of(catalog.page(ResourceIds.queried("session_id", sessionId), page.after(), page.size()));
    }

    @GET
    @Path("/{episode_id}")
    @Operation(
            operationId = "readEpisode",
            summary = "Read an episode",
            description = "Returns the episode's row and the receipt of its load.")
    public EpisodeDocument read(@PathParam("episode_id") String episodeId) {
        return catalog.find(readable(episodeId))
                .map(row -> EpisodeDocument.of(row, catalog.labels(episodeId)))
                .orElseThrow(() -> notFound(episodeId));
    }

    @GET
    @Path("/{episode_id}/status")
    @Operation(
            operationId = "verifyEpisode",
            summary = "Verify an episode",
            description = "Counts the rows in the tables and compares them with those that were loaded. With"
                    + " `content=true`, also reads them back and compares a digest of all keys, coordinates and values, to"
                    + " the bit, with that of the loads.")
    public EpisodeStatus status(
            @PathParam("episode_id") String episodeId,
            @QueryParam("content")
                    @DefaultValue("false")
                    @Parameter(
                            description = "Whether the rows are read back",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String content) {
        String episode = readable(episodeId);
        StoredContent read =
                isTrue("content", content) ? rows.content(episode).orElseThrow(() -> notFound(episodeId)) : null;
        return catalog.counts(episode)
                .map(counts -> EpisodeStatus.of(counts, read))
                .orElseThrow(() -> notFound(episodeId));
    }

    private static boolean isTrue(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IngestException(
                        Problem.INVALID_PARAMETER,
                        "The parameter %s is wrong: true or false is expected".formatted(name));
        };
    }

    @GET
    @Path("/{episode_id}/rejects")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readRejects",
            summary = "Read the rows that were left out",
            description = "Returns the rejected lines byte for byte as they were sent, under the file's own header;"
                    + " for a Parquet file, a Parquet file of those rows. Once corrected, they can be sent with"
                    + " `on_conflict=append`.")
    @APIResponse(
            responseCode = "200",
            description = "A file in the format of the upload",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response rejects(
            @PathParam("episode_id") String episodeId,
            @QueryParam("upload_id")
                    @Parameter(description = "The upload; by default the last one that left rows out")
                    @Nullable
                    String uploadId)
            throws IOException {
        Rejects rejects = catalog.rejects(readable(episodeId), ResourceIds.queried("upload_id", uploadId))
                .orElseThrow(() -> ResourceIds.notFound("rejected row of the episode", episodeId));
        return Response.ok(new GZIPInputStream(new ByteArrayInputStream(rejects.gzip())))
                .type(rejects.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects\"")
                .build();
    }

    @DELETE
    @Path("/{episode_id}")
    @Operation(
            operationId = "deleteEpisode",
            summary = "Delete an episode",
            description = "Its observations and properties are deleted with it.")
    @APIResponse(responseCode = "204", description = "The episode is deleted")
    public void delete(@PathParam("episode_id") String episodeId) {
        if (!store.delete(readable(episodeId))) {
            throw notFound(episodeId);
        }
    }

    private static String readable(String episodeId) {
        return ResourceIds.readable(episodeId, WHAT);
    }

    private static IngestException notFound(String episodeId) {
        return ResourceIds.notFound(WHAT, episodeId);
    }
}
