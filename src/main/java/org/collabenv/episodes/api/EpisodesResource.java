package org.collabenv.episodes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.collabenv.episodes.ingest.AdditionReceipt;
import org.collabenv.episodes.ingest.IngestConfig;
import org.collabenv.episodes.ingest.Ingestion;
import org.collabenv.episodes.ingest.Loads;
import org.collabenv.episodes.ingest.PropertyIngestion;
import org.collabenv.episodes.ingest.Receipt;
import org.collabenv.episodes.source.Sources;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Rejects;
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
public class EpisodesResource {

    private final Loads loads;
    private final long bodyLimit;
    private final Sources sources;
    private final Ingestion ingestion;
    private final PropertyIngestion properties;
    private final EpisodeStore store;
    private final ObjectMapper json;

    EpisodesResource(
            Loads loads,
            IngestConfig config,
            Sources sources,
            Ingestion ingestion,
            PropertyIngestion properties,
            EpisodeStore store,
            ObjectMapper json) {
        this.loads = loads;
        this.bodyLimit = config.bodyLimit().asLongValue();
        this.sources = sources;
        this.ingestion = ingestion;
        this.properties = properties;
        this.store = store;
        this.json = json;
    }

    @POST
    @Consumes({
        MediaType.MULTIPART_FORM_DATA,
        UploadBody.CSV,
        UploadBody.TSV,
        UploadBody.PARQUET,
        UploadBody.GZIP,
        UploadBody.ZSTD,
        MediaType.APPLICATION_OCTET_STREAM
    })
    @Operation(
            operationId = "loadEpisode",
            summary = "Load one episode",
            description = "The body is loaded while it arrives; any failure leaves nothing behind. Multipart takes"
                    + " the parameters as text fields before the part `file`, or in the query string.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = UploadForm.class)),
                @Content(mediaType = UploadBody.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadBody.TSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadBody.PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "201",
            description = "The episode is stored",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "A dry run that would succeed, or an upload that was in already; nothing was stored",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Response load(@BeanParam UploadHeaders headers, @Context UriInfo uri, InputStream body) {
        Receipt receipt = loads.run(Ingestion.KIND, notes -> {
            UploadParameters parameters = UploadParameters.ofAnEpisode();
            UploadBody upload = UploadBody.of(sources, bodyLimit, headers, uri, body, parameters);
            return ingestion.load(
                    parameters.episode(upload.fileName()),
                    parameters.reading(),
                    upload.upload(headers, parameters),
                    notes);
        });
        return answer(receipt.isStored(), receipt.episodeId(), receipt);
    }

    /** 201 where something was stored; 200 where it was in already, or a dry run. */
    private static Response answer(boolean stored, String episodeId, Object receipt) {
        // As a text the location stays relative, and right behind any proxy.
        return Response.status(stored ? Response.Status.CREATED : Response.Status.OK)
                .header(HttpHeaders.LOCATION, "/episodes/" + episodeId)
                .entity(receipt)
                .build();
    }

    @POST
    @Path("/{episode_id}/properties")
    @Consumes({
        MediaType.MULTIPART_FORM_DATA,
        UploadBody.CSV,
        UploadBody.TSV,
        UploadBody.PARQUET,
        UploadBody.GZIP,
        UploadBody.ZSTD,
        MediaType.APPLICATION_OCTET_STREAM
    })
    @Operation(
            operationId = "addProperties",
            summary = "Add property values to an episode",
            description = "The file has the time, the agent, the type where it matters, and a column per property; or"
                    + " one value per line, with the columns `property_id` and `value`.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = AdditionForm.class)),
                @Content(mediaType = UploadBody.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadBody.TSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = UploadBody.PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "201",
            description = "The values are stored",
            content = @Content(schema = @Schema(implementation = AdditionReceipt.class)))
    @APIResponse(
            responseCode = "200",
            description = "A dry run that would succeed, or an upload that was in already; nothing was stored",
            content = @Content(schema = @Schema(implementation = AdditionReceipt.class)))
    public Response addProperties(
            @PathParam("episode_id") String episodeId,
            @BeanParam UploadHeaders headers,
            @Context UriInfo uri,
            InputStream body) {
        AdditionReceipt receipt = loads.run(PropertyIngestion.KIND, notes -> {
            UploadParameters parameters = UploadParameters.ofAnAddition();
            UploadBody upload = UploadBody.of(sources, bodyLimit, headers, uri, body, parameters);
            return properties.add(
                    reachable(episodeId),
                    parameters.replaces(),
                    parameters.reading(),
                    upload.upload(headers, parameters),
                    notes);
        });
        return answer(receipt.isStored(), episodeId, receipt);
    }

    @GET
    @Operation(
            operationId = "listEpisodes",
            summary = "List episodes",
            description = "In the order of their ids, a page at a time.")
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
        int size = Parameters.pageSize(limit);
        Parameters.requireText("session_id", sessionId);
        Parameters.requireText("after", after);
        // One more than asked for tells whether there is a next page.
        return EpisodePage.of(store.catalog().episodes(sessionId, after, size + 1), size);
    }

    @GET
    @Path("/{episode_id}")
    @Operation(
            operationId = "readEpisode",
            summary = "Read an episode",
            description = "Its row, and the receipt of its load.")
    public EpisodeDocument read(@PathParam("episode_id") String episodeId) {
        return store.catalog()
                .episode(reachable(episodeId))
                .map(row -> EpisodeDocument.of(row, store.catalog().agentLabels(episodeId)))
                .orElseThrow(() -> notFound(episodeId));
    }

    @GET
    @Path("/{episode_id}/status")
    @Operation(
            operationId = "verifyEpisode",
            summary = "Verify an episode",
            description = "Counts the rows that the tables hold now and compares them with the receipt.")
    public EpisodeStatus status(@PathParam("episode_id") String episodeId) {
        return store.catalog()
                .counts(reachable(episodeId))
                .map(counts -> EpisodeStatus.of(counts, json))
                .orElseThrow(() -> notFound(episodeId));
    }

    @GET
    @Path("/{episode_id}/rejects")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "readRejects",
            summary = "Read the rows that were left out",
            description = "The rejected lines byte for byte as they were sent, under the file's own header; of a"
                    + " Parquet file a Parquet file of those rows. Mended, they can be sent with"
                    + " `on_conflict=append`.")
    @APIResponse(
            responseCode = "200",
            description = "A file of the same form as the upload's",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response rejects(
            @PathParam("episode_id") String episodeId,
            @QueryParam("upload_id")
                    @Parameter(description = "Of which upload; by default the last one that left rows out")
                    @Nullable
                    String uploadId)
            throws IOException {
        Parameters.requireText("upload_id", uploadId);
        Rejects rejects = store.catalog()
                .rejects(reachable(episodeId), uploadId)
                .orElseThrow(() -> Parameters.notFound("rejected row of the episode", episodeId));
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
            description = "Its observations and properties go with it.")
    @APIResponse(responseCode = "204", description = "The episode is gone")
    public void delete(@PathParam("episode_id") String episodeId) {
        if (!store.delete(reachable(episodeId))) {
            throw notFound(episodeId);
        }
    }

    private static String reachable(String episodeId) {
        return Parameters.reachable(episodeId, "episode");
    }

    private static IngestException notFound(String episodeId) {
        return Parameters.notFound("episode", episodeId);
    }
}
