/**
 * The DuckDB store: loads episodes into a file that only this process has open.
 *
 * <p>In come record batches. DuckDB's appender writes them into a staging table with a column per property, and inserts
 * from its columns fill both fact tables; observations get their ids before they are staged. Values that are added to a
 * stored episode are staged in rows of their own and joined with its observations. Out go the database's counts.
 *
 * <p>A load runs on the thread of its request and owns one connection, from which nothing remains unless it commits.
 * DuckDB has no row locks: the load's {@code EpisodeClaim} and one write lock of the process take their place. A
 * refusal is an {@link org.collabenv.episodes.trajectory.IngestException}; any other failure is a
 * {@link org.collabenv.episodes.store.StoreException}, also at start, if the file cannot be opened or migrated.
 */
@NullMarked
package org.collabenv.episodes.store.duckdb;

import org.jspecify.annotations.NullMarked;
