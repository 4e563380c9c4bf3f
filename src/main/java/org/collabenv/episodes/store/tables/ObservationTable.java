package org.collabenv.episodes.store.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.store.DatabaseFailures;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.AgentTypes;
import org.collabenv.episodes.trajectory.DerivedVelocity;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.ObservationKey;
import org.collabenv.episodes.trajectory.ObservationKeys;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.JdbiException;

/**
 * The table {@code observations} within a transaction.
 *
 * @param sql the connection of the transaction
 */
public record ObservationTable(Sql sql) {

    private static final int FETCHED_KEYS = 10_000;
    private static final String NUMERIC_VALUE_OUT_OF_RANGE = "22003";

    /** Returns the keys of an episode's observations. */
    public ObservationKeys keys(String episodeId) {
        AgentTypes types = new AgentTypes();
        ObservationKeys keys = new ObservationKeys(types);
        sql.query("observation_keys")
                .bind("episode_id", episodeId)
                .setFetchSize(FETCHED_KEYS)
                .map((row, context) -> keys.add(
                        types.code(row.getString("agent_type_id")), row.getInt("agent_id"), row.getInt("time_index")))
                .forEach(added -> {});
        return keys;
    }

    /** Returns for each key how many observations of the episode were stored before it. The keys must be stored. */
    public Map<ObservationKey, Long> rowsBefore(String episodeId, List<ObservationKey> keys) {
        Map<ObservationKey, Long> rows = new HashMap<>();
        for (ObservationKey key : keys) {
            rows.put(
                    key,
                    sql.query("rows_before")
                            .bind("episode_id", episodeId)
                            .bind("time_index", key.timeIndex())
                            .bind("agent_id", key.agentId())
                            .bind("agent_type_id", key.agentTypeId())
                            .mapTo(Long.class)
                            .one());
        }
        return rows;
    }

    /**
     * Raises the frame numbers of an episode whose lowest one is below zero, so that it becomes zero.
     *
     * <p>They are first moved below all others: a frame must not be given to a row while another row still has it.
     *
     * @param frames the number of frames by which they are raised; 0 changes nothing
     * @param numFrames the highest frame number afterwards + 1
     */
    public void raiseFrames(String episodeId, int frames, int numFrames) {
        if (frames > 0) {
            shiftFrames(episodeId, -numFrames);
            shiftFrames(episodeId, numFrames + frames);
        }
    }

    private void shiftFrames(String episodeId, int frames) {
        sql.update("shift_frames")
                .bind("episode_id", episodeId)
                .bind("frames", frames)
                .execute();
    }

    /**
     * Sets the velocity of each observation of an episode from the positions of its agent.
     *
     * @param frameRate frames per second
     */
    public void deriveVelocity(String episodeId, double frameRate, DerivedVelocity velocity) {
        boolean isBackward = velocity.difference() == DerivedVelocity.Difference.BACKWARD;
        boolean isForward = velocity.difference() == DerivedVelocity.Difference.FORWARD;
        try {
            sql.update("derive_velocity")
                    .bind("episode_id", episodeId)
                    .bind("frames_per_unit", velocity.unit() == DerivedVelocity.Unit.FRAME ? 1.0 : frameRate)
                    .bind("from_previous", !isForward)
                    .bind("to_next", !isBackward)
                    .bind("first_is_zero", isBackward)
                    .bind("over_gaps", velocity.gaps() == DerivedVelocity.Gaps.INTERPOLATE)
                    .execute();
        } catch (JdbiException e) {
            if (DatabaseFailures.sqlState(e).equals(NUMERIC_VALUE_OUT_OF_RANGE)) {
                throw new IngestException(
                        Problem.INVALID_ROWS,
                        "A velocity computed from these positions exceeds the range of floating-point numbers",
                        e);
            }
            throw e;
        }
    }
}
