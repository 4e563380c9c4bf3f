/**
 * Operates the service: opens the store, reports readiness, and sets options of the HTTP server that have no
 * configuration key.
 *
 * <p>In comes the configuration. Out go the store and the classes that read its tables, for injection, and the answers
 * to health probes. {@code StoreProducer} owns the store from start to shutdown. The HTTP settings act on the event
 * loop; the database is asked on worker threads. If the store cannot be opened, the start fails; if the database is
 * unavailable later, or all slots are in use, the service is not ready.
 */
@NullMarked
package org.collabenv.episodes.ops;

import org.jspecify.annotations.NullMarked;
