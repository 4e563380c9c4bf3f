package org.collabenv.episodes.store.tables;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an episode in the tables, next to those that its loads stored.
 *
 * @param observationsAdded observations added since the episode was loaded
 * @param valuesAdded property values added since the episode was loaded
 * @param observationsByAgentType rows in {@code observations}
 * @param valuesByProperty rows in {@code extended_properties}
 */
public record StoredCounts(
        EpisodeRow episode,
        long observationsAdded,
        long valuesAdded,
        Map<String, Long> observationsByAgentType,
        Map<String, Long> valuesByProperty) {

    /** Returns the rows in {@code observations}. */
    public long observations() {
        return total(observationsByAgentType);
    }

    /** Returns the rows in {@code extended_properties}. */
    public long extendedProperties() {
        return total(valuesByProperty);
    }

    /** Returns the observations that all loads stored; null if another program stored the episode. */
    public @Nullable Long observationsLoaded() {
        Long loaded = episode.observations();
        return loaded == null ? null : loaded + observationsAdded;
    }

    /** Returns the property values that all loads stored; null if another program stored the episode. */
    public @Nullable Long extendedPropertiesLoaded() {
        Long loaded = episode.extendedProperties();
        return loaded == null ? null : loaded + valuesAdded;
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
