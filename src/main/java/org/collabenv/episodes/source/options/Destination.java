package org.collabenv.episodes.source.options;

import org.collabenv.episodes.trajectory.StoredEpisode;
import org.jspecify.annotations.Nullable;

/** The kind of rows that a file holds, which says what columns it must have. */
public sealed interface Destination {

    /** Returns the stored episode to which the rows belong; null if the file makes a new one. */
    @Nullable
    StoredEpisode stored();

    /**
     * The rows are observations.
     *
     * @param stored the episode to which they are added; null for a new one
     */
    record Observations(@Nullable StoredEpisode stored) implements Destination {}

    /** The rows hold property values of observations that are stored. */
    record PropertyValues(StoredEpisode stored) implements Destination {}
}
