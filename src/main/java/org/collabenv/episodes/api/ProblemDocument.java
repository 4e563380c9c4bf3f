package org.collabenv.episodes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.collabenv.episodes.ingest.InvalidRow;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.RowErrors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client gets it (RFC 9457).
 *
 * @param type what kind of problem it is, for programs
 * @param title the same for people
 * @param detail what was seen this time, and what to do
 * @param errors the first rows that are wrong, where rows are
 * @param errorsTotal how many errors there are in all
 * @param errorsTruncated whether there are more than are listed
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem")
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<InvalidRow> errors,
        @Nullable Long errorsTotal,
        @Nullable Boolean errorsTruncated) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:episode-ingest:problem:";
    private static final int UNPROCESSABLE = 422;
    private static final String RETRY_SECONDS = "5";

    /** The answer to a refused request. */
    static Response response(IngestException refusal) {
        Problem problem = refusal.problem();
        RowErrors rows = refusal.rowErrors();
        ProblemDocument document = new ProblemDocument(
                TYPE_PREFIX + problem.slug(),
                problem.title(),
                status(problem),
                refusal.detail(),
                rows == null ? null : InvalidRow.of(rows),
                rows == null ? null : rows.total(),
                rows == null ? null : rows.total() > rows.listed().size());
        return document.response();
    }

    /** The answer to anything else that went wrong. */
    static ProblemDocument of(int status, String slug, String title, String detail) {
        return new ProblemDocument(TYPE_PREFIX + slug, title, status, detail, null, null, null);
    }

    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        if (status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }

    private static int status(Problem problem) {
        return switch (problem) {
            case INVALID_PARAMETER, UNKNOWN_PARAMETER, INVALID_DOCUMENT, INVALID_MULTIPART, INCOMPLETE_UPLOAD ->
                Response.Status.BAD_REQUEST.getStatusCode();
            case NOT_FOUND -> Response.Status.NOT_FOUND.getStatusCode();
            case EPISODE_EXISTS,
                    EPISODE_BUSY,
                    PROPERTY_EXISTS,
                    DEFINITION_IN_USE,
                    SESSION_MISMATCH,
                    PROPERTY_TYPE_MISMATCH -> Response.Status.CONFLICT.getStatusCode();
            case TOO_LARGE -> Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
            case UNSUPPORTED_FORMAT -> Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode();
            case BROKEN_FILE, INVALID_HEADER, INVALID_ROWS, EMPTY_FILE, FRAME_RATE_NEEDED, NOT_DEFINED, AMBIGUOUS_KEY ->
                UNPROCESSABLE;
            case DATABASE_UNAVAILABLE, DATABASE_BUSY, COMMIT_UNCONFIRMED ->
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
        };
    }
}
