package org.collabenv.episodes.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.collabenv.episodes.trajectory.IngestException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure with a problem document, and says nothing of the inside where it is ours. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int SERVER_ERRORS = 500;

    @ServerExceptionMapper
    Response refused(IngestException refusal) {
        Response response = ProblemDocument.response(refusal);
        if (response.getStatus() >= SERVER_ERRORS) {
            LOG.warnf(refusal, "refused problem=%s", refusal.problem().slug());
        } else {
            LOG.infof("refused problem=%s", refusal.problem().slug());
        }
        return response;
    }

    @ServerExceptionMapper
    Response ofTheFramework(WebApplicationException failure) {
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return ProblemDocument.of(
                        status.getStatusCode(),
                        status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                        status.getReasonPhrase(),
                        String.valueOf(failure.getMessage()))
                .response();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("A request failed", failure);
        return ProblemDocument.of(
                        SERVER_ERRORS,
                        "internal-error",
                        "The service failed",
                        "Nothing was stored. The service's log says more.")
                .response();
    }
}
