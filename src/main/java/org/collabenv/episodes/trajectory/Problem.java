package org.collabenv.episodes.trajectory;

import java.util.Locale;

/** Why a request was refused: one constant for each kind of answer that a program may want to tell apart. */
public enum Problem {
    INVALID_PARAMETER("A parameter is wrong"),
    UNKNOWN_PARAMETER("A parameter is unknown"),
    INVALID_DOCUMENT("The body is wrong"),
    INVALID_MULTIPART("The multipart body is wrong"),
    INCOMPLETE_UPLOAD("The upload ended before its end"),
    NOT_FOUND("There is no such thing"),
    EPISODE_EXISTS("The episode is there already"),
    UPLOAD_BUSY("The upload is being received right now"),
    UPLOAD_CANCELLED("The upload was cancelled"),
    KEY_REUSED("The idempotency key belongs to another upload"),
    DIGEST_MISMATCH("The bytes are not those that were announced"),
    SHUTTING_DOWN("The service is being stopped"),
    SLOTS_TAKEN("All loading slots are taken"),
    EPISODE_BUSY("The episode is being loaded right now"),
    PROPERTY_EXISTS("Observations have the property already"),
    DEFINITION_IN_USE("Something is stored that needs it as it is"),
    SESSION_MISMATCH("The session belongs to another category"),
    PROPERTY_TYPE_MISMATCH("A property is defined with another type"),
    UNSUPPORTED_FORMAT("The file's format is not read"),
    TOO_LARGE("The file is too large"),
    BROKEN_FILE("The file is broken"),
    INVALID_HEADER("The header does not describe an episode"),
    INVALID_ROWS("The rows are invalid"),
    FRAME_RATE_NEEDED("The times are not whole frames"),
    NOT_DEFINED("Something is not defined"),
    AMBIGUOUS_KEY("A key fits several observations"),
    EMPTY_FILE("The file has no rows"),
    DATABASE_UNAVAILABLE("The database is away"),
    DISK_FULL("A disk is full"),
    DATABASE_BUSY("The database did not give a lock in time"),
    COMMIT_UNCONFIRMED("It is not known whether the episode is stored");

    private final String title;

    Problem(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The name in problem documents, for example {@code invalid-rows}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
