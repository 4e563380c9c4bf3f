/**
 * The PostgreSQL store: binary COPY straight into {@code observations} and {@code extended_properties}, whose rows have
 * their ids from the table's own sequence before they are sent. Values that are added to a stored episode go through a
 * staging table of the session and are joined in the database.
 *
 * <p>{@code PostgresLoad} runs on the thread of the request; {@code Chunks} sends a full chunk on a thread of the store's
 * while the next is encoded.
 */
@NullMarked
package org.collabenv.episodes.store.postgres;

import org.jspecify.annotations.NullMarked;
