package org.collabenv.episodes.api.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Logs who did what and how it ended: a line for each request that needs a role, without parameters or payload. */
@Singleton
class AuditLog {

    private static final Logger LOG = Logger.getLogger("audit");
    private static final String WHO = "audit.who";
    private static final int LONGEST = 300;

    /** Notes a request, which is logged when it ends, whatever the outcome. */
    void begin(RoutingContext request, @Nullable Role needed) {
        if (needed == null) {
            return;
        }
        long started = System.nanoTime();
        request.addEndHandler(end -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            HttpServerRequest sent = request.request();
            String outcome = end.succeeded() ? String.valueOf(sent.response().getStatusCode()) : "cut-off";
            SocketAddress from = sent.remoteAddress();
            LOG.infof(
                    "who='%s' method=%s path=%s status=%s ms=%d from=%s",
                    printable(request.<String>get(WHO)),
                    sent.method(),
                    printable(sent.path()),
                    outcome,
                    millis,
                    from == null ? "-" : from.hostAddress());
        });
    }

    /** Notes who sent the request. */
    void who(RoutingContext request, String name) {
        request.put(WHO, name);
    }

    /** Bounds a string that a client chose, and replaces characters that would break the line. */
    private static String printable(@Nullable String text) {
        if (text == null) {
            return "-";
        }
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return bounded.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}']", "?");
    }
}
