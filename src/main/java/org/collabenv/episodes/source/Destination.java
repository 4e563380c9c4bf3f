package org.collabenv.episodes.source;

import java.util.List;
import org.collabenv.episodes.trajectory.AgentLabels;
import org.collabenv.episodes.trajectory.EarlierRows;
import org.jspecify.annotations.Nullable;

/** Where the rows of a file go, which says what columns it must have. */
public sealed interface Destination {

    /** The targets that some column must become. */
    List<String> required();

    /** The episode that they belong to; null while there is none. */
    @Nullable
    Stored stored();

    /**
     * What is known of a stored episode.
     *
     * @param labels the labels of its agents; none where their ids are whole numbers
     * @param loadedByTimes whether its frames were made from times
     */
    record Stored(AgentLabels labels, boolean loadedByTimes) {}

    /**
     * They are observations.
     *
     * @param earlier the rows that the episode has already, to say where a repeated key stood first
     * @param stored the episode that they are added to; null if they make one
     */
    record Observations(EarlierRows earlier, @Nullable Stored stored) implements Destination {
        @Override
        public List<String> required() {
            return List.of(ColumnRole.TIME_TARGET, ColumnRole.AGENT_TARGET, "x", "y");
        }
    }

    /** They add property values to the observations of a stored episode. */
    record PropertyValues(Stored stored) implements Destination {
        @Override
        public List<String> required() {
            return List.of(ColumnRole.TIME_TARGET, ColumnRole.AGENT_TARGET);
        }
    }
}
