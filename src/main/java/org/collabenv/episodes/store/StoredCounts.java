package org.collabenv.episodes.store;

import java.util.Map;

/**
 * How many rows of an episode the tables hold at one moment.
 *
 * @param observationsAdded by how many observations the episode has grown since it was loaded
 * @param valuesAdded by how many property values it has
 * @param observationsByAgentType rows in {@code observations}
 * @param valuesByProperty rows in {@code extended_properties}
 */
public record StoredCounts(
        EpisodeRow episode,
        long observationsAdded,
        long valuesAdded,
        Map<String, Long> observationsByAgentType,
        Map<String, Long> valuesByProperty) {

    public long observations() {
        return total(observationsByAgentType);
    }

    public long extendedProperties() {
        return total(valuesByProperty);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
