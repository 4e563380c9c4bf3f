/** The DuckDB store: the appender into a staging table, from there into {@code observations}, and the same join. */
@NullMarked
package org.collabenv.episodes.store.duckdb;

import org.jspecify.annotations.NullMarked;
