package org.collabenv.episodes.ingest;

import java.util.List;
import org.collabenv.episodes.ingest.Receipt.Timings;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How a load ended.
 *
 * @param kind that of the ledger
 * @param outcome {@code completed}, {@code duplicate}, {@code dry_run}, {@code cancelled}, {@code refused} for what its
 *     client can mend, {@code failed} for what only the service or its database can
 * @param code the last word of the problem's type; {@code none} where there is none
 * @param uploadId null if the request was refused before it was read
 * @param rowsRead rows of the file that were read
 * @param rows rows that this load has stored
 * @param values property values that it has stored
 * @param rejected rows that it left out
 * @param bytes bytes of the file that were received
 */
record LoadEnd(
        String kind,
        String outcome,
        String code,
        @Nullable String uploadId,
        @Nullable String episodeId,
        long rowsRead,
        long rows,
        long values,
        long rejected,
        long bytes,
        Stopwatch watch,
        Timings timings) {

    static final String NO_CODE = "none";

    private static final String DUPLICATE = "duplicate";
    private static final String FAILED = "failed";
    private static final int SERVER_ERRORS = 500;

    static final List<String> WITHOUT_A_PROBLEM = List.of(Repeatable.COMPLETED, Repeatable.DRY_RUN, DUPLICATE);

    static LoadEnd of(LoadNotes notes, Repeatable<?> receipt) {
        boolean stored = receipt.isStored();
        return of(
                notes,
                receipt.duplicate() ? DUPLICATE : receipt.status(),
                NO_CODE,
                receipt.episodeId(),
                stored ? receipt.rowsStored() : 0,
                stored ? receipt.valuesStored() : 0,
                stored ? receipt.rowsRejected() : 0);
    }

    static LoadEnd of(LoadNotes notes, Throwable failure) {
        Problem problem = failure instanceof IngestException refusal ? refusal.problem() : null;
        return of(
                notes,
                problem == null ? FAILED : outcome(problem),
                problem == null ? "internal-error" : problem.slug(),
                notes.episodeId(),
                0,
                0,
                0);
    }

    private static LoadEnd of(
            LoadNotes notes,
            String outcome,
            String code,
            @Nullable String episodeId,
            long rows,
            long values,
            long rejected) {
        return new LoadEnd(
                notes.kind(),
                outcome,
                code,
                notes.uploadId(),
                episodeId,
                notes.rowsRead(),
                rows,
                values,
                rejected,
                notes.bytes(),
                notes.watch(),
                notes.watch().timings());
    }

    static String outcome(Problem problem) {
        if (problem == Problem.UPLOAD_CANCELLED) {
            return "cancelled";
        }
        return ProblemDocument.status(problem) >= SERVER_ERRORS ? FAILED : "refused";
    }

    /** Whether the service or its database is at fault. */
    boolean isFailed() {
        return outcome.equals(FAILED);
    }

    boolean isStored() {
        return outcome.equals(Repeatable.COMPLETED);
    }

    /** Milliseconds; none where it did not come to that. */
    long commit() {
        return timings.commit() == null ? 0 : timings.commit();
    }
}
