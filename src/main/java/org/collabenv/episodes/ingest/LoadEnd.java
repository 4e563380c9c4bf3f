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
        Stopwatch watch) {

    static final String NO_CODE = "none";

    private static final String DUPLICATE = "duplicate";
    private static final String FAILED = "failed";
    private static final int SERVER_ERRORS = 500;

    static final List<String> WITHOUT_A_PROBLEM = List.of(Repeatable.COMPLETED, Repeatable.DRY_RUN, DUPLICATE);

    static LoadEnd of(LoadNotes notes, Repeatable<?> receipt) {
        boolean stored = receipt.isStored();
        return new LoadEnd(
                notes.kind(),
                receipt.duplicate() ? DUPLICATE : receipt.status(),
                NO_CODE,
                notes.uploadId(),
                receipt.episodeId(),
                notes.rowsRead(),
                stored ? receipt.rowsStored() : 0,
                stored ? receipt.valuesStored() : 0,
                stored ? receipt.rowsRejected() : 0,
                notes.bytes(),
                notes.watch());
    }

    static LoadEnd of(LoadNotes notes, Throwable failure) {
        return new LoadEnd(
                notes.kind(),
                outcome(failure),
                code(failure),
                notes.uploadId(),
                notes.episodeId(),
                notes.rowsRead(),
                0,
                0,
                0,
                notes.bytes(),
                notes.watch());
    }

    static String outcome(Throwable failure) {
        if (failure instanceof IngestException refusal && refusal.problem() == Problem.UPLOAD_CANCELLED) {
            return "cancelled";
        }
        return ProblemDocument.of(failure).status() >= SERVER_ERRORS ? FAILED : "refused";
    }

    static String code(Throwable failure) {
        return failure instanceof IngestException refusal ? refusal.problem().slug() : "internal-error";
    }

    /** Whether the service or its database is at fault. */
    boolean isFailed() {
        return outcome.equals(FAILED);
    }

    boolean isStored() {
        return outcome.equals(Repeatable.COMPLETED);
    }

    Timings timings() {
        return watch.timings();
    }
}
