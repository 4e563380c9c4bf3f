package org.collabenv.episodes.trajectory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refusal of a request, with a reason for its sender. Code that throws it has stored nothing. */
public final class IngestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient @Nullable RowErrors rowErrors;
    private final transient List<Suggestion> suggestions;

    /** @param detail a sentence for the sender that says what is wrong and what to do */
    public IngestException(Problem problem, String detail) {
        this(problem, detail, null, List.of(), null);
    }

    public IngestException(Problem problem, String detail, Throwable cause) {
        this(problem, detail, null, List.of(), cause);
    }

    /** @param suggestions what the sender can pass instead, the most likely first; empty if nothing follows from the file */
    public IngestException(Problem problem, String detail, List<Suggestion> suggestions) {
        this(problem, detail, null, suggestions, null);
    }

    public IngestException(Problem problem, String detail, RowErrors rowErrors) {
        this(problem, detail, rowErrors, List.of(), null);
    }

    public IngestException(Problem problem, String detail, RowErrors rowErrors, List<Suggestion> suggestions) {
        this(problem, detail, rowErrors, suggestions, null);
    }

    private IngestException(
            Problem problem,
            String detail,
            @Nullable RowErrors rowErrors,
            List<Suggestion> suggestions,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.problem = problem;
        this.rowErrors = rowErrors;
        this.suggestions = List.copyOf(suggestions);
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

    /** Returns what the sender can pass instead, the most likely first. */
    public List<Suggestion> suggestions() {
        return suggestions;
    }
}
