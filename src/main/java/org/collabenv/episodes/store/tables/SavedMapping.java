package org.collabenv.episodes.store.tables;

/**
 * A row of {@code saved_mappings}.
 *
 * @param parameters a JSON object of strings
 */
public record SavedMapping(String mappingName, String parameters) {}
