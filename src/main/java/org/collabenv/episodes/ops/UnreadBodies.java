package org.collabenv.episodes.ops;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Discards what a client still sends once it has been answered.
 *
 * <p>A client that reads the answer only after it has sent everything must be allowed to send everything. Vert.x then
 * hands the bytes to the last reader of the body, and Quarkus' reader would collect them in memory without bound.
 */
@Singleton
class UnreadBodies {

    /** The priority above everything that may answer. */
    private static final int PRIORITY = 1000;

    void register(@Observes Filters filters) {
        filters.register(UnreadBodies::discardAtTheEnd, PRIORITY);
    }

    private static void discardAtTheEnd(RoutingContext exchange) {
        exchange.addBodyEndHandler(answered -> {
            HttpServerRequest request = exchange.request();
            if (!request.isEnded()) {
                request.handler(buffer -> {});
            }
        });
        exchange.next();
    }
}
