package org.collabenv.episodes.store.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.store.tables.Database;
import org.collabenv.episodes.store.tables.EpisodeTables;
import org.jspecify.annotations.Nullable;

/** Reads the tracks of an episode with a bounded number of points each. */
public final class Tracks {

    /** The points of all tracks of an answer together, unless two of each agent are more. */
    static final int MOST_POINTS = 200_000;

    private static final int FETCHED_ROWS = 10_000;

    private final Database database;

    public Tracks(Database database) {
        this.database = database;
    }

    /**
     * The tracks of an episode.
     *
     * @param points the points that were kept of a track at most: as many as asked for, or fewer if there are many agents
     */
    public record Read(int points, List<Track> tracks) {}

    /**
     * Reads the tracks in the order of types and agents.
     *
     * @param agentType only agents of this type; null for all
     * @param points the points of a track at most, at least 2
     */
    public Read of(String episodeId, @Nullable String agentType, int points) {
        return database.readTogether(sql -> {
            long agents = sql.query("count_agents")
                    .bind("episode_id", episodeId)
                    .bind("agent_type_id", agentType)
                    .mapTo(Long.class)
                    .one();
            int most = (int) Math.max(2, Math.min(points, MOST_POINTS / Math.max(1, agents)));
            return new Read(most, tracks(sql, episodeId, agentType, most));
        });
    }

    private static List<Track> tracks(Sql sql, String episodeId, @Nullable String agentType, int most) {
        Map<String, String> labels = new HashMap<>();
        new EpisodeTables(sql)
                .labels(episodeId)
                .forEach(label -> labels.put(key(label.agentTypeId(), label.agentId()), label.label()));
        Reading reading = new Reading(most, labels);
        sql.query("tracks")
                .bind("episode_id", episodeId)
                .bind("agent_type_id", agentType)
                .setFetchSize(FETCHED_ROWS)
                .map((row, context) -> {
                    double z = row.getDouble("z");
                    Double height = row.wasNull() ? null : z;
                    return reading.add(
                            row.getString("agent_type_id"),
                            row.getInt("agent_id"),
                            row.getLong("observations"),
                            new Track.Point(row.getInt("time_index"), row.getDouble("x"), row.getDouble("y"), height));
                })
                .forEach(added -> {});
        return reading.end();
    }

    private static String key(String agentType, int agent) {
        return agent + " " + agentType;
    }

    /** Makes tracks of rows that come agent by agent. */
    private static final class Reading {

        private final int most;
        private final Map<String, String> labels;
        private final List<Track> tracks = new ArrayList<>();
        private @Nullable Decimation decimation;
        private String agentType = "";
        private int agent;
        private long observations;

        Reading(int most, Map<String, String> labels) {
            this.most = most;
            this.labels = labels;
        }

        boolean add(String typeOfRow, int agentOfRow, long observationsOfAgent, Track.Point point) {
            Decimation open = decimation;
            if (open == null || agent != agentOfRow || !agentType.equals(typeOfRow)) {
                end();
                open = new Decimation(observationsOfAgent, most);
                decimation = open;
                agentType = typeOfRow;
                agent = agentOfRow;
                observations = observationsOfAgent;
            }
            open.add(point);
            return true;
        }

        List<Track> end() {
            if (decimation != null) {
                tracks.add(new Track(
                        agentType, agent, labels.get(key(agentType, agent)), observations, decimation.points()));
            }
            return List.copyOf(tracks);
        }
    }
}
