/**
 * Reads and writes the tables that both databases have, by SQL statements in files.
 *
 * <p>In come ids, pages and changes from {@code api} and {@code ingest}, and the open transactions of loads from
 * {@code duckdb} and {@code postgres}. Out go rows as records, counts, and definitions that were created.
 * The statements come from {@link org.collabenv.episodes.store.sql.Statements}, so that nothing here depends on the kind of
 * database.
 *
 * <p>Calls block; they come from the thread of a request, and those of {@code UploadLedger} also from the heartbeat. A
 * class that has a {@code Database} opens a connection, or a transaction, for each call. A class or method that takes
 * an {@code Sql} works in the transaction of its caller, who owns the connection. A refusal is an
 * {@link org.collabenv.episodes.trajectory.IngestException}; {@code Database} translates any other failure into a
 * {@link org.collabenv.episodes.store.StoreException}, and the caller who owns the connection has to do so otherwise.
 */
@NullMarked
package org.collabenv.episodes.store.tables;

import org.jspecify.annotations.NullMarked;
