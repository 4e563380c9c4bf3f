package org.collabenv.episodes.ingest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.RowErrors;
import org.collabenv.episodes.trajectory.Suggestion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client gets it (RFC 9457).
 *
 * @param type the kind of problem, for programs
 * @param title the kind of problem, for people
 * @param detail what is wrong this time, and what to do
 * @param suggestions parameters with values to send the file again with, the most likely first; absent if nothing
 *     follows from the file
 * @param errors the first wrong rows; absent if the problem is not about rows
 * @param errorCounts how many errors there are by column and code
 * @param errorsTotal the number of all errors
 * @param errorsTruncated whether there are more errors than listed
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem")
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Map<String, String>> suggestions,
        @Nullable List<InvalidRow> errors,
        @Nullable List<ErrorCount> errorCounts,
        @Nullable Long errorsTotal,
        @Nullable Boolean errorsTruncated) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:episode-ingest:problem:";

    /** Describes a failure for its client and for the ledger; an internal error reveals no internals. */
    public static ProblemDocument of(Throwable failure) {
        if (!(failure instanceof IngestException refusal)) {
            return of(Problem.INTERNAL_ERROR, "Nothing was stored. The service's log says more.");
        }
        Problem problem = refusal.problem();
        RowErrors rows = refusal.rowErrors();
        return new ProblemDocument(
                TYPE_PREFIX + problem.slug(),
                problem.title(),
                problem.status(),
                refusal.detail(),
                refusal.suggestions().isEmpty() ? null : suggestions(refusal),
                rows == null ? null : InvalidRow.of(rows),
                rows == null ? null : ErrorCount.of(rows),
                rows == null ? null : rows.total(),
                rows == null ? null : rows.total() > rows.listed().size());
    }

    private static List<Map<String, String>> suggestions(IngestException refusal) {
        return refusal.suggestions().stream().map(Suggestion::parameters).toList();
    }

    /** Describes a problem for which no exception was thrown. */
    public static ProblemDocument of(Problem problem, String detail) {
        return new ProblemDocument(
                TYPE_PREFIX + problem.slug(), problem.title(), problem.status(), detail, null, null, null, null, null);
    }
}
