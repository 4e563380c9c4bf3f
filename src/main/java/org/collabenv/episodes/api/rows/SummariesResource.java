package org.collabenv.episodes.api.rows;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.collabenv.episodes.api.request.PageRequest;
import org.collabenv.episodes.api.request.ResourceIds;
import org.collabenv.episodes.store.summary.Histograms;
import org.collabenv.episodes.store.summary.Tracks;
import org.collabenv.episodes.store.tables.EpisodeCatalog;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Serves summaries of an episode's rows, whose size is bounded whatever the episode's. */
@Path("/episodes/{episode_id}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Episodes")
public class SummariesResource {

    private static final int FEWEST_POINTS = 2;

    private final Histograms histograms;
    private final Tracks tracks;
    private final EpisodeCatalog catalog;

    SummariesResource(Histograms histograms, Tracks tracks, EpisodeCatalog catalog) {
        this.histograms = histograms;
        this.tracks = tracks;
        this.catalog = catalog;
    }

    @GET
    @Path("/properties/{property_id}/histogram")
    @Operation(
            operationId = "readHistogram",
            summary = "Read a histogram of a property",
            description =
                    "Counts the values of a property of numbers by bins of equal width, from the least to the greatest.")
    public HistogramDocument histogram(
            @PathParam("episode_id") String episodeId,
            @PathParam("property_id") String propertyId,
            @QueryParam("bins")
                    @DefaultValue("50")
                    @Parameter(
                            description = "The number of bins",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            defaultValue = "50",
                                            minimum = "1",
                                            maximum = "1000"))
                    String bins) {
        String episode = existing(episodeId);
        String property = ResourceIds.readable(propertyId, "property");
        return histograms
                .of(episode, property, PageRequest.size("bins", bins))
                .map(histogram -> HistogramDocument.of(episode, property, histogram))
                .orElseThrow(() -> ResourceIds.notFound("value in the episode of the property", property));
    }

    @GET
    @Path("/tracks")
    @Operation(
            operationId = "readTracks",
            summary = "Read tracks of few points",
            description =
                    "Returns the track of each agent with at most so many points, chosen so that its shape stays"
                            + " (Largest-Triangle-Three-Buckets). Of very many agents, fewer points are returned of each: 200,000 in all.")
    public TracksDocument tracks(
            @PathParam("episode_id") String episodeId,
            @QueryParam("agent_type") @Parameter(description = "Only agents of this type; by default all") @Nullable
                    String agentType,
            @QueryParam("points")
                    @DefaultValue("200")
                    @Parameter(
                            description = "The most points of a track",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            defaultValue = "200",
                                            minimum = "2",
                                            maximum = "1000"))
                    String points) {
        String episode = existing(episodeId);
        int most = Math.max(FEWEST_POINTS, PageRequest.size("points", points));
        return TracksDocument.of(episode, tracks.of(episode, ResourceIds.queried("agent_type", agentType), most));
    }

    private String existing(String episodeId) {
        String readable = ResourceIds.readable(episodeId, "episode");
        return catalog.find(readable)
                .map(episode -> readable)
                .orElseThrow(() -> ResourceIds.notFound("episode", readable));
    }
}
