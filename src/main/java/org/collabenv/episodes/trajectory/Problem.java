package org.collabenv.episodes.trajectory;

import static org.collabenv.episodes.trajectory.Problem.Category.ACCESS;
import static org.collabenv.episodes.trajectory.Problem.Category.CONFLICT;
import static org.collabenv.episodes.trajectory.Problem.Category.DATA;
import static org.collabenv.episodes.trajectory.Problem.Category.LIMIT;
import static org.collabenv.episodes.trajectory.Problem.Category.REQUEST;
import static org.collabenv.episodes.trajectory.Problem.Category.SERVICE;
import static org.collabenv.episodes.trajectory.Problem.Operation.DELETE;
import static org.collabenv.episodes.trajectory.Problem.Operation.DOCUMENT;
import static org.collabenv.episodes.trajectory.Problem.Operation.LOAD;
import static org.collabenv.episodes.trajectory.Problem.Operation.READ;

import java.util.Locale;
import java.util.Set;

/**
 * The reason why a request failed: one constant for each answer that a program may want to tell apart.
 *
 * <p>Everything that depends on the reason is declared here: the HTTP status, whether a retry can help, the outcome in
 * metrics (by {@link Category}) and the operations that document it in the API's contract.
 */
public enum Problem {
    INVALID_PARAMETER(REQUEST, 400, "A parameter is invalid", READ, LOAD, DOCUMENT),
    UNKNOWN_PARAMETER(REQUEST, 400, "A parameter is unknown", LOAD),
    INVALID_DOCUMENT(REQUEST, 400, "The body is invalid", DOCUMENT),
    INVALID_MULTIPART(REQUEST, 400, "The multipart body is invalid", LOAD),
    INVALID_REQUEST(REQUEST, 400, "The request is invalid"),
    INCOMPLETE_UPLOAD(REQUEST, 400, "The upload ended early", LOAD, DOCUMENT),
    DIGEST_MISMATCH(REQUEST, 400, "The received bytes do not match the announced digest", LOAD),
    NOT_FOUND(REQUEST, 404, "The resource does not exist"),
    METHOD_NOT_ALLOWED(REQUEST, 405, "The resource does not support this method"),
    NOT_ACCEPTABLE(REQUEST, 406, "The resource has no such representation"),
    UNSUPPORTED_MEDIA_TYPE(REQUEST, 415, "The Content-Type is not supported", LOAD, DOCUMENT),
    TOO_SLOW(REQUEST, 408, "The body arrives too slowly", LOAD, DOCUMENT),
    KEY_REUSED(REQUEST, 422, "The idempotency key belongs to another upload", LOAD),

    UNAUTHORIZED(ACCESS, 401, "A valid token is required", READ, LOAD, DOCUMENT, DELETE),
    FORBIDDEN(ACCESS, 403, "The token does not allow this", READ, LOAD, DOCUMENT, DELETE),
    CROSS_SITE(ACCESS, 403, "A web page of another site sent the request", LOAD, DOCUMENT, DELETE),
    UNKNOWN_HOST(ACCESS, 421, "The service is not known by this host", READ, LOAD, DOCUMENT, DELETE),

    EPISODE_EXISTS(CONFLICT, 409, "The episode exists already", LOAD),
    EPISODE_BUSY(CONFLICT, 409, Retry.LATER, "The episode is being changed", LOAD, DELETE),
    UPLOAD_BUSY(CONFLICT, 409, Retry.LATER, "The upload is being received", LOAD),
    UPLOAD_CANCELLED(CONFLICT, 409, "The upload was cancelled", LOAD),
    PROPERTY_EXISTS(CONFLICT, 409, "Observations have the property already", LOAD),
    DEFINITION_IN_USE(CONFLICT, 409, "Stored data depends on the definition", DOCUMENT, DELETE),
    SESSION_MISMATCH(CONFLICT, 409, "The session belongs to another category", LOAD),
    PROPERTY_TYPE_MISMATCH(CONFLICT, 409, "The property is defined with another type", LOAD),

    UNSUPPORTED_FORMAT(DATA, 415, "The file format is not supported", LOAD, DOCUMENT),
    BROKEN_FILE(DATA, 422, "The file is damaged", LOAD),
    EMPTY_FILE(DATA, 422, "The file has no rows", LOAD),
    INVALID_HEADER(DATA, 422, "The header does not describe an episode", LOAD),
    INVALID_ROWS(DATA, 422, "Rows are invalid", LOAD),
    FRAME_RATE_NEEDED(DATA, 422, "The times are not whole frames", LOAD),
    TIME_FORMAT_NEEDED(DATA, 422, "The format of the times is not known", LOAD),
    CHECKS_FAILED(DATA, 422, "The checks have found something", LOAD),
    NOT_DEFINED(DATA, 422, "A definition is missing", LOAD),
    AMBIGUOUS_KEY(DATA, 422, "A key matches several observations", LOAD),

    TOO_LARGE(LIMIT, 413, "A size limit is exceeded", LOAD, DOCUMENT),
    SLOTS_TAKEN(LIMIT, 429, Retry.LATER, "All loading slots are in use", LOAD),

    INTERNAL_ERROR(SERVICE, 500, "The service failed", READ, LOAD, DOCUMENT, DELETE),
    SHUTTING_DOWN(SERVICE, 503, Retry.LATER, "The service is shutting down", LOAD),
    SERVICE_DIED(SERVICE, 503, "The service died during the upload"),
    DATABASE_UNAVAILABLE(SERVICE, 503, Retry.LATER, "The database is unavailable", READ, LOAD, DOCUMENT, DELETE),
    DATABASE_BUSY(SERVICE, 503, Retry.LATER, "The database is busy", READ, LOAD, DOCUMENT, DELETE),
    TABLES_CHANGED(
            SERVICE, 503, Retry.LATER, "The tables are not as the service needs them", READ, LOAD, DOCUMENT, DELETE),
    COMMIT_UNCONFIRMED(SERVICE, 503, Retry.LATER, "The commit was not confirmed", LOAD),
    DISK_FULL(SERVICE, 507, "A disk is full", READ, LOAD, DOCUMENT),
    DATABASE_MEMORY(SERVICE, 507, "The memory of the database does not suffice", READ, LOAD, DOCUMENT, DELETE),
    OBSERVATION_IDS(SERVICE, 507, "The database has no ids for further observations", LOAD);

    /** The cause of a problem: it determines who has to act and how a failed load is counted in the metrics. */
    public enum Category {
        /** The request is wrong. */
        REQUEST,
        /** The client may not do this. */
        ACCESS,
        /** The request conflicts with stored data or with another request that is in progress. */
        CONFLICT,
        /** The file is wrong. */
        DATA,
        /** The request exceeds a limit of the service. */
        LIMIT,
        /** The service or its database failed. */
        SERVICE
    }

    /** A kind of request, by what it does. */
    public enum Operation {
        /** Reads what is stored. */
        READ,
        /** Sends a file to be stored. */
        LOAD,
        /** Sends a small document, such as a session. */
        DOCUMENT,
        /** Deletes what is stored. */
        DELETE
    }

    private enum Retry {
        LATER,
        NEVER
    }

    private final Category category;
    private final int status;
    private final Retry retry;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes it
    private final Set<Operation> operations;

    Problem(Category category, int status, String title, Operation... operations) {
        this(category, status, Retry.NEVER, title, operations);
    }

    Problem(Category category, int status, Retry retry, String title, Operation... operations) {
        this.category = category;
        this.status = status;
        this.retry = retry;
        this.title = title;
        this.operations = Set.of(operations);
    }

    public Category category() {
        return category;
    }

    /** Returns the HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Returns whether the same request may succeed later without any change. */
    public boolean isRetryable() {
        return retry == Retry.LATER;
    }

    public String title() {
        return title;
    }

    /**
     * Returns whether requests of that kind can fail with this problem; 404 is not included, since it depends on the
     * path.
     */
    public boolean concerns(Operation operation) {
        return operations.contains(operation);
    }

    /** Returns the name in problem documents, for example {@code invalid-rows}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
