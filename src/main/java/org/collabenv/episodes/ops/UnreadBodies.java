package org.collabenv.episodes.ops;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Throws away what a client still sends once it has been answered.
 *
 * <p>A client that looks for the answer only when it has sent everything must be let send it. Vert.x then hands what
 * comes to whoever was reading the body last, and Quarkus' reader would collect it in memory for ever.
 */
@Singleton
class UnreadBodies {

    /** Before everything that may answer. */
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
