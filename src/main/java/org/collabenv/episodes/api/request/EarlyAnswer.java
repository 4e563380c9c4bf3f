package org.collabenv.episodes.api.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.collabenv.episodes.ingest.answer.ProblemDocument;
import org.collabenv.episodes.trajectory.Problem;

/** Answers requests with a problem document on the event loop, before a resource gets them. */
@Singleton
public class EarlyAnswer {

    private final ObjectMapper json;

    EarlyAnswer(ObjectMapper json) {
        this.json = json;
    }

    /** Refuses a request; the rest of its body is read and ignored, so that the client gets to read the answer. */
    public void refuse(RoutingContext request, Problem problem, String detail) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(text(ProblemDocument.of(problem, detail)));
        request.request().resume();
    }

    private String text(ProblemDocument problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written as JSON", e);
        }
    }
}
