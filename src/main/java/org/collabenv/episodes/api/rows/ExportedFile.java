package org.collabenv.episodes.api.rows;

import io.netty.channel.ChannelFuture;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.io.output.ProxyOutputStream;
import org.collabenv.episodes.export.ExportConfig;
import org.collabenv.episodes.export.ExportFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a file that is written while it is sent. If the writing fails on the way, the connection ends without the last
 * chunk of the body, so that the client does not take what it has for the whole file.
 */
@Singleton
class ExportedFile {

    private static final Logger LOG = Logger.getLogger(ExportedFile.class);

    private static final long LOOK_MILLIS = 1000;

    private final CurrentVertxRequest request;
    private final Duration longestPart;

    ExportedFile(CurrentVertxRequest request, ExportConfig config) {
        this.request = request;
        this.longestPart = config.longestPart();
    }

    /**
     * Returns the answer to the current request.
     *
     * @param id the episode or session after which the file is called
     */
    Response answer(String id, ExportFormat format, StreamingOutput rows) {
        RoutingContext exchange = request.getCurrent();
        StreamingOutput whileSomebodyListens = body -> {
            ListenedTo listened = new ListenedTo(body, exchange.response());
            // A client that takes next to nothing would hold the connection to the database for days.
            long looks = exchange.vertx().setPeriodic(LOOK_MILLIS, look -> {
                if (listened.isWaitingFor(longestPart)) {
                    // From the first handler on: the others wait until the client has taken what was written.
                    ChannelFuture closing = ((ConnectionBase) exchange.request().connection())
                            .channel()
                            .pipeline()
                            .firstContext()
                            .close();
                    LOG.debugf("The client of %s hardly takes it: %s", id, closing);
                }
            });
            try {
                rows.write(listened);
            } catch (ClientGoneException e) {
                LOG.debugf(e, "Nobody takes the rest of %s", id);
            } finally {
                exchange.vertx().cancelTimer(looks);
            }
        };
        return Response.ok(whileSomebodyListens)
                .type(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(id, format))
                .build();
    }

    /** The body of an answer, which cannot be written any more once the client has gone: the server would just drop it. */
    private static final class ListenedTo extends ProxyOutputStream {

        private final HttpServerResponse response;

        /** The time at which a part was begun that has not been taken yet; 0 if there is none. */
        private final AtomicLong begun = new AtomicLong();

        ListenedTo(OutputStream body, HttpServerResponse response) {
            super(body);
            this.response = response;
        }

        @Override
        protected void beforeWrite(int bytes) throws IOException {
            if (response.closed()) {
                throw new ClientGoneException(null);
            }
            begun.set(System.nanoTime() | 1);
        }

        @Override
        protected void afterWrite(int bytes) {
            begun.set(0);
        }

        boolean isWaitingFor(Duration longest) {
            long since = begun.get();
            return since != 0 && System.nanoTime() - since > longest.toNanos();
        }

        @Override
        protected void handleIOException(IOException failure) throws IOException {
            throw new ClientGoneException(failure);
        }
    }

    /** The end of the connection before that of the file. */
    private static final class ClientGoneException extends IOException {

        private static final long serialVersionUID = 1;

        ClientGoneException(@Nullable IOException cause) {
            super("The client has gone", cause);
        }
    }

    /** Returns a header with the name of the file, in which no character needs an escape. */
    private static String disposition(String id, ExportFormat format) {
        String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
        return "attachment; filename=\"%s.%s\"".formatted(name, format.word());
    }
}
