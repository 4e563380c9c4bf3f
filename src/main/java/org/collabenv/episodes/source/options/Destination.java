package org.collabenv.episodes.source.options;

import org.collabenv.episodes.trajectory.StoredEpisode;
import org.jspecify.annotations.Nullable;

/** The kind of rows that a file holds, which determines the columns that it must have. */
public sealed interface Destination {

    /** Returns the stored episode to which the rows belong; null if the file creates a new one. */
    @Nullable
    StoredEpisode stored();

    /**
     * Observations of a new or a stored episode.
     *
     * @param stored the episode to which the rows are added; null for a new one
     */
    record Observations(@Nullable StoredEpisode stored) implements Destination {}

    /** Property values for observations that are stored already. */
    record PropertyValues(StoredEpisode stored) implements Destination {}
}
