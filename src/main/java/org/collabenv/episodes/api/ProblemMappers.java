package org.collabenv.episodes.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.collabenv.episodes.ingest.ProblemDocument;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure with a problem document, and says nothing of the inside where it is ours. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int SERVER_ERRORS = 500;

    /** What may succeed in a while if it is sent again as it is. */
    private static final Set<Problem> RETRIED = EnumSet.of(
            Problem.UPLOAD_BUSY,
            Problem.EPISODE_BUSY,
            Problem.SLOTS_TAKEN,
            Problem.SHUTTING_DOWN,
            Problem.DATABASE_UNAVAILABLE,
            Problem.DATABASE_BUSY,
            Problem.COMMIT_UNCONFIRMED);

    private static final String RETRY_SECONDS = "5";

    @ServerExceptionMapper
    Response refused(IngestException refusal) {
        Response.ResponseBuilder builder = response(ProblemDocument.of(refusal));
        if (RETRIED.contains(refusal.problem())) {
            builder.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        Response response = builder.build();
        if (response.getStatus() >= SERVER_ERRORS) {
            LOG.warnf(refusal, "refused problem=%s", refusal.problem().slug());
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
                        String.valueOf(failure.getMessage())))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("A request failed", failure);
        return response(ProblemDocument.of(failure)).build();
    }

    private static Response.ResponseBuilder response(ProblemDocument problem) {
        return Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(problem);
    }
}
