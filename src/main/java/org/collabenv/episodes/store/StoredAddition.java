package org.collabenv.episodes.store;

/**
 * What an addition put into the database, counted by the database.
 *
 * @param values rows that went into {@code extended_properties}
 * @param replaced rows that were there under the same keys and went
 * @param created what was defined on the way
 * @param foreignKeys how the foreign keys were checked
 */
public record StoredAddition(long values, long replaced, Created created, ForeignKeyCheck foreignKeys) {}
