package org.collabenv.episodes.api.request;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.collabenv.episodes.trajectory.Problem;

/**
 * Receives small documents on the event loop before a worker thread gets their requests: clients that send slowly then
 * hold no threads, of which there are few. Uploads are {@code POST} requests and have slots instead.
 */
@Singleton
class DocumentBodies {

    /** The priority below the filter that decides who may send anything. */
    private static final int PRIORITY = 80;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final EarlyAnswer answer;

    DocumentBodies(Vertx vertx, EarlyAnswer answer) {
        this.vertx = vertx;
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::receive, PRIORITY);
    }

    private void receive(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!request.method().equals(HttpMethod.PUT)) {
            exchange.next();
            return;
        }
        if (request.headers().contains(HttpHeaderNames.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        long deadline = vertx.setTimer(LONGEST.toMillis(), timer -> tooSlow(exchange));
        exchange.addEndHandler(ended -> vertx.cancelTimer(deadline));
        request.handler(chunk -> {
            // One byte too many is enough for the resource to refuse the document.
            int room = RequestDocument.MOST_BYTES + 1 - body.length();
            body.appendBuffer(chunk.length() <= room ? chunk : chunk.slice(0, room));
        });
        request.endHandler(ended -> {
            if (vertx.cancelTimer(deadline)) {
                ((RoutingContextInternal) exchange).setBody(body);
                exchange.next();
            }
        });
    }

    private void tooSlow(RoutingContext exchange) {
        exchange.response().putHeader(HttpHeaderNames.CONNECTION, "close");
        exchange.addEndHandler(sent -> exchange.request().connection().close());
        answer.refuse(
                exchange, Problem.TOO_SLOW, "The body did not arrive within %d seconds".formatted(LONGEST.toSeconds()));
    }
}
