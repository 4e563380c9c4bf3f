package org.collabenv.episodes.trajectory;

/**
 * Further property values for the observations of a stored episode.
 *
 * @param replace whether values that exist already may be replaced
 */
public record PropertyAddition(String episodeId, boolean replace) implements LoadTarget {

    @Override
    public LoadKind kind() {
        return LoadKind.PROPERTIES;
    }
}
