/**
 * The PostgreSQL store: binary COPY into {@code observations} and a staging table of the session, joined in the
 * database.
 */
@NullMarked
package org.collabenv.episodes.store.postgres;

import org.jspecify.annotations.NullMarked;
