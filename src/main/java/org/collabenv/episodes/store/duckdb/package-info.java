/**
 * The DuckDB store: the appender into a staging table with a column per property, and from there an insert per column
 * into both fact tables; observations get their ids before they are staged. Values that are added to a stored episode
 * are joined with its observations.
 */
@NullMarked
package org.collabenv.episodes.store.duckdb;

import org.jspecify.annotations.NullMarked;
