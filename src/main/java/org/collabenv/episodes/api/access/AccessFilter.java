package org.collabenv.episodes.api.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.collabenv.episodes.api.request.EarlyAnswer;
import org.collabenv.episodes.trajectory.Problem;

/** Lets a request pass only if its sender has the role that it needs. Access to every path is decided here alone. */
@Singleton
class AccessFilter {

    static final String CHALLENGE = "Bearer realm=\"episode-ingest\"";

    /** The priority below Quarkus' own handlers, which identify the sender, and above all that answer a request. */
    private static final int PRIORITY = 90;

    private final AccessMode mode;
    private final AuditLog audit;
    private final ForeignPages foreignPages;
    private final EarlyAnswer answer;

    AccessFilter(AccessMode mode, AuditLog audit, ForeignPages foreignPages, EarlyAnswer answer) {
        this.mode = mode;
        this.audit = audit;
        this.foreignPages = foreignPages;
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        Role needed = Role.neededFor(request.request().method(), request.normalizedPath());
        audit.begin(request, needed);
        ForeignPages.Refusal refusal = foreignPages.refusal(request.request());
        if (refusal != null) {
            answer.refuse(request, refusal.problem(), refusal.detail());
            return;
        }
        if (needed == null || !mode.checked()) {
            request.next();
            return;
        }
        BiConsumer<RoutingContext, Throwable> ours = AccessFilter::leaveToTheFilter;
        request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, ours);
        QuarkusHttpUser.getSecurityIdentity(request, null)
                .subscribe()
                .with(identity -> decide(request, identity, needed), failure -> fail(request, failure));
    }

    /** Replaces Quarkus' own answer to a wrong token, which has no body. */
    private static void leaveToTheFilter(RoutingContext request, Throwable failure) {
        // The subscriber in check answers the request.
    }

    private void decide(RoutingContext request, SecurityIdentity identity, Role needed) {
        if (identity.isAnonymous()) {
            boolean sent = request.request().headers().contains(HttpHeaderNames.AUTHORIZATION);
            unauthorized(
                    request,
                    sent
                            ? "The token is unknown"
                            : "The request needs a token; send the header Authorization: Bearer …");
        } else if (needed.isWithin(identity.getRoles())) {
            audit.who(request, identity.getPrincipal().getName());
            request.next();
        } else {
            audit.who(request, identity.getPrincipal().getName());
            answer.refuse(
                    request,
                    Problem.FORBIDDEN,
                    "The token does not allow this request: the role '%s' is needed".formatted(needed.word()));
        }
    }

    private void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof AuthenticationException || failure instanceof SecurityException) {
            unauthorized(request, "The token is invalid or no longer valid");
        } else {
            request.fail(failure);
        }
    }

    private void unauthorized(RoutingContext request, String detail) {
        request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
        answer.refuse(request, Problem.UNAUTHORIZED, detail);
    }
}
