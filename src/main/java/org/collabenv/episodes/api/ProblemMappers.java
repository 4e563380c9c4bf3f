package org.collabenv.episodes.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import org.collabenv.episodes.ingest.ProblemDocument;
import org.collabenv.episodes.trajectory.IngestException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure with a problem document, and says nothing of the inside where it is ours. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int SERVER_ERRORS = 500;

    /** What may succeed if it is simply sent again. */
    private static final Set<Integer> RETRIED = Set.of(
            Response.Status.TOO_MANY_REQUESTS.getStatusCode(), Response.Status.SERVICE_UNAVAILABLE.getStatusCode());

    private static final String RETRY_SECONDS = "5";

    @ServerExceptionMapper
    Response refused(IngestException refusal) {
        Response response = response(ProblemDocument.of(refusal));
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
        return response(ProblemDocument.of(
                status.getStatusCode(),
                status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                status.getReasonPhrase(),
                String.valueOf(failure.getMessage())));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("A request failed", failure);
        return response(ProblemDocument.of(failure));
    }

    private static Response response(ProblemDocument problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(problem);
        if (RETRIED.contains(problem.status())) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }
}
