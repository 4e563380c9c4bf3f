package org.collabenv.episodes.source;

import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EarlierRows;

/** Where the rows of a file go, which says what columns it must have. */
public sealed interface Destination {

    /** The targets that some column must become. */
    List<String> required();

    /**
     * They are the observations of a new episode.
     *
     * @param earlier finds rows that were handed on already, to say where a repeated key stood first
     */
    record NewEpisode(EarlierRows earlier) implements Destination {
        @Override
        public List<String> required() {
            return List.of(ColumnRole.TIME_TARGET, ColumnRole.AGENT_TARGET, "x", "y");
        }
    }

    /**
     * They add property values to observations that are stored.
     *
     * @param labels the labels of the episode's agents; none where their ids are whole numbers
     * @param loadedByTimes whether the frames of the episode were made from times
     */
    record StoredObservations(AgentLabels labels, boolean loadedByTimes) implements Destination {
        @Override
        public List<String> required() {
            return List.of(ColumnRole.TIME_TARGET, ColumnRole.AGENT_TARGET);
        }
    }
}
