/**
 * SQL statements in files, and the connections and transactions in which they run.
 *
 * <p>In: names of statements and connections that others own. Out: statements of the database at hand, since
 * {@code Statements} looks into its own folder first and then into the shared one. Nothing here knows a table. A connection
 * is used by one thread at a time; waits are bounded by {@code AnswerTime} and {@code Turns}.
 */
@NullMarked
package org.collabenv.episodes.store.sql;

import org.jspecify.annotations.NullMarked;
