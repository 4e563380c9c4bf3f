package org.collabenv.episodes.store;

/**
 * What a load put into the database, counted by the database.
 *
 * @param observations rows that went into {@code observations}
 * @param extendedProperties rows that went into {@code extended_properties}
 * @param episodeNumber the episode's position in its session
 * @param created what was defined on the way
 * @param foreignKeys how the foreign keys were checked
 */
public record StoredEpisode(
        long observations, long extendedProperties, int episodeNumber, Created created, ForeignKeyCheck foreignKeys) {}
