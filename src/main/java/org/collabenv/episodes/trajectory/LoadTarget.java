package org.collabenv.episodes.trajectory;

/** The target of a load: an episode's rows, or further properties of a stored episode. */
public sealed interface LoadTarget permits Episode, PropertyAddition {

    /** Returns the id of the episode that the load stores or changes. */
    String episodeId();

    LoadKind kind();
}
