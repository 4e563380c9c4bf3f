package org.collabenv.episodes.trajectory;

import org.jspecify.annotations.Nullable;

/** The refusal of a request, with a reason for its sender. Code that throws it has stored nothing. */
public final class IngestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient @Nullable RowErrors rowErrors;

    /** @param detail a sentence for the sender that says what is wrong and what to do */
    public IngestException(Problem problem, String detail) {
        this(problem, detail, null, null);
    }

    public IngestException(Problem problem, String detail, Throwable cause) {
        this(problem, detail, null, cause);
    }

    public IngestException(Problem problem, String detail, RowErrors rowErrors) {
        this(problem, detail, rowErrors, null);
    }

    private IngestException(Problem problem, String detail, @Nullable RowErrors rowErrors, @Nullable Throwable cause) {
        super(detail, cause);
        this.problem = problem;
        this.rowErrors = rowErrors;
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public @Nullable RowErrors rowErrors() {
        return rowErrors;
    }
}
