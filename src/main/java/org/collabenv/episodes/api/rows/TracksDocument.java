package org.collabenv.episodes.api.rows;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import org.collabenv.episodes.store.summary.Track;
import org.collabenv.episodes.store.summary.Tracks;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of an episode, with some of their points.
 *
 * @param points the points that were kept of a track at most: as many as asked for, or fewer if there are many agents
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TracksDocument(String episodeId, int points, List<OfAgent> tracks) {

    /**
     * The track of an agent. Its lists have one element per point, in the order of time.
     *
     * @param label the agent's label; null if agents are numbers
     * @param observations the number of its observations, of which the points are some
     * @param z null if no point has a height
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfAgent(
            String agentTypeId,
            int agentId,
            @Nullable String label,
            long observations,
            List<Integer> timeIndex,
            List<Double> x,
            List<Double> y,
            @Nullable List<@Nullable Double> z) {}

    static TracksDocument of(String episodeId, Tracks.Read read) {
        return new TracksDocument(
                episodeId,
                read.points(),
                read.tracks().stream().map(TracksDocument::ofAgent).toList());
    }

    private static OfAgent ofAgent(Track track) {
        List<Track.Point> points = track.points();
        boolean isPlanar = points.stream().allMatch(point -> point.z() == null);
        return new OfAgent(
                track.agentTypeId(),
                track.agentId(),
                track.label(),
                track.observations(),
                points.stream().map(Track.Point::timeIndex).toList(),
                points.stream().map(Track.Point::x).toList(),
                points.stream().map(Track.Point::y).toList(),
                isPlanar ? null : heights(points));
    }

    private static List<@Nullable Double> heights(List<Track.Point> points) {
        List<@Nullable Double> heights = new ArrayList<>();
        points.forEach(point -> heights.add(point.z()));
        return heights;
    }
}
