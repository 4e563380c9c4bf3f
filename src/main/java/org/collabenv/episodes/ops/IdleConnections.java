package org.collabenv.episodes.ops;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a connection be silent for long only while the service works on a request of it.
 *
 * <p>The idle timeout of the server closes a connection on which nothing has been sent in either direction for a while:
 * one on which no request ever comes, or whose client is gone or does not read its answer. It would also close the
 * connection of a load whose rows the database joins. So a longer timeout applies from a request's headers to those of
 * its answer, while the body has timeouts of its own.
 */
@Singleton
class IdleConnections {

    /** The priority above everything that may answer. */
    private static final int PRIORITY = 1000;

    /** The name that Vert.x gives to its handler. */
    private static final String HANDLER = "idle";

    /** The longest silence while the service works on a request; no statement of a load takes longer. */
    private static final Duration LONGEST_WORK = Duration.ofHours(2);

    private static final AttributeKey<AtomicInteger> REQUESTS = AttributeKey.valueOf(IdleConnections.class, "requests");

    private final Duration idleTimeout;

    IdleConnections(@ConfigProperty(name = "quarkus.http.idle-timeout") Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    void register(@Observes Filters filters) {
        filters.register(this::allowSilence, PRIORITY);
    }

    private void allowSilence(RoutingContext exchange) {
        Channel channel = ((ConnectionBase) exchange.request().connection()).channel();
        AtomicInteger requests = requests(channel);
        if (requests.getAndIncrement() == 0) {
            closeAfter(LONGEST_WORK, channel);
        }
        exchange.addHeadersEndHandler(answers -> {
            if (requests.decrementAndGet() == 0) {
                closeAfter(idleTimeout, channel);
            }
        });
        exchange.next();
    }

    private static AtomicInteger requests(Channel channel) {
        channel.attr(REQUESTS).setIfAbsent(new AtomicInteger());
        return channel.attr(REQUESTS).get();
    }

    private static void closeAfter(Duration silence, Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(HANDLER) != null) {
            pipeline.replace(HANDLER, HANDLER, new IdleStateHandler(0, 0, silence.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
