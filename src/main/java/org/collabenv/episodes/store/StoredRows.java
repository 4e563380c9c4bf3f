package org.collabenv.episodes.store;

import org.collabenv.episodes.trajectory.LoadTarget;

/**
 * The rows that a load stored, counted by the database.
 *
 * @param observations rows inserted into {@code observations}
 * @param extendedProperties rows inserted into {@code extended_properties}
 * @param replaced rows of {@code extended_properties} that had the same keys and were deleted
 * @param sessionId the session of the {@link LoadTarget}'s episode
 * @param episodeNumber the episode's position in its session
 * @param created definitions that the load created
 * @param foreignKeys how the foreign keys were checked
 */
public record StoredRows(
        long observations,
        long extendedProperties,
        long replaced,
        String sessionId,
        int episodeNumber,
        Created created,
        ForeignKeyCheck foreignKeys) {}
