package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import org.collabenv.episodes.trajectory.Problem;

/** The outcome of a load, in receipts, metrics and the log. */
public enum Outcome {
    /** The load stored something. */
    COMPLETED,
    /** The upload repeats one that was stored before. */
    DUPLICATE,
    /** Everything was rolled back, as the client had asked. */
    DRY_RUN,
    /** The upload's client ended it. */
    CANCELLED,
    /** The client has to change something. */
    REFUSED,
    /** The service or its database failed. */
    FAILED;

    /** The outcomes without a problem. */
    public static final Set<Outcome> SUCCESSES = Set.of(COMPLETED, DUPLICATE, DRY_RUN);

    /** Returns the outcome of a load that fails with the problem. */
    public static Outcome of(Problem problem) {
        if (problem == Problem.UPLOAD_CANCELLED) {
            return CANCELLED;
        }
        return problem.category() == Problem.Category.SERVICE ? FAILED : REFUSED;
    }

    /** Returns the word in receipts and metrics, for example {@code dry_run}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
