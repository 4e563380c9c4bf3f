package org.collabenv.episodes.api.resource;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.collabenv.episodes.ingest.answer.ProblemDocument;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure with a problem document; that of an internal error reveals no internals. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int SERVER_ERRORS = 500;

    /** The problems that the framework finds before a resource is called. */
    private static final List<Problem> FRAMEWORK = List.of(
            Problem.NOT_FOUND, Problem.METHOD_NOT_ALLOWED, Problem.NOT_ACCEPTABLE, Problem.UNSUPPORTED_MEDIA_TYPE);

    private static final String RETRY_SECONDS = "5";

    @ServerExceptionMapper
    Response refused(IngestException refusal) {
        Response.ResponseBuilder builder = response(ProblemDocument.of(refusal));
        if (refusal.problem().isRetryable()) {
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
        Problem problem = problem(failure.getResponse().getStatus());
        return response(ProblemDocument.of(problem, String.valueOf(failure.getMessage())))
                .build();
    }

    private static Problem problem(int status) {
        for (Problem problem : FRAMEWORK) {
            if (problem.status() == status) {
                return problem;
            }
        }
        return status < SERVER_ERRORS ? Problem.INVALID_REQUEST : Problem.INTERNAL_ERROR;
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
