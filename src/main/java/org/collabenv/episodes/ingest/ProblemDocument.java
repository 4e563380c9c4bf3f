package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:episode-ingest:problem:";
    private static final int UNPROCESSABLE = 422;
    private static final int INSUFFICIENT_STORAGE = 507;

    /** What is said of a failure, to its client and in the ledger: nothing of the inside where the fault is ours. */
    public static ProblemDocument of(Throwable failure) {
        if (!(failure instanceof IngestException refusal)) {
            return of(
                    Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                    "internal-error",
                    "The service failed",
                    "Nothing was stored. The service's log says more.");
        }
        Problem problem = refusal.problem();
        RowErrors rows = refusal.rowErrors();
        return new ProblemDocument(
                TYPE_PREFIX + problem.slug(),
                problem.title(),
                status(problem),
                refusal.detail(),
                rows == null ? null : InvalidRow.of(rows),
                rows == null ? null : rows.total(),
                rows == null ? null : rows.total() > rows.listed().size());
    }

    /** What is said of anything else that went wrong. */
    public static ProblemDocument of(int status, String slug, String title, String detail) {
        return new ProblemDocument(TYPE_PREFIX + slug, title, status, detail, null, null, null);
    }

    /** The HTTP status that a problem is answered with. */
    public static int status(Problem problem) {
        return switch (problem) {
            case INVALID_PARAMETER,
                    UNKNOWN_PARAMETER,
                    INVALID_DOCUMENT,
                    INVALID_MULTIPART,
                    INCOMPLETE_UPLOAD,
                    DIGEST_MISMATCH -> Response.Status.BAD_REQUEST.getStatusCode();
            case NOT_FOUND -> Response.Status.NOT_FOUND.getStatusCode();
            case EPISODE_EXISTS,
                    EPISODE_BUSY,
                    UPLOAD_BUSY,
                    UPLOAD_CANCELLED,
                    PROPERTY_EXISTS,
                    DEFINITION_IN_USE,
                    SESSION_MISMATCH,
                    PROPERTY_TYPE_MISMATCH -> Response.Status.CONFLICT.getStatusCode();
            case TOO_LARGE -> Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
            case UNSUPPORTED_FORMAT -> Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode();
            case BROKEN_FILE,
                    INVALID_HEADER,
                    INVALID_ROWS,
                    EMPTY_FILE,
                    FRAME_RATE_NEEDED,
                    NOT_DEFINED,
                    AMBIGUOUS_KEY,
                    KEY_REUSED -> UNPROCESSABLE;
            case DISK_FULL -> INSUFFICIENT_STORAGE;
            case SLOTS_TAKEN -> Response.Status.TOO_MANY_REQUESTS.getStatusCode();
            case DATABASE_UNAVAILABLE, DATABASE_BUSY, COMMIT_UNCONFIRMED, SHUTTING_DOWN ->
                Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
        };
    }
}
