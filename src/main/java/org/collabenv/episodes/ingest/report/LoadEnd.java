package org.collabenv.episodes.ingest.report;

import java.util.List;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.ingest.answer.Outcome;
import org.collabenv.episodes.ingest.answer.Timings;
import org.collabenv.episodes.ingest.ledger.Upload;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The end of a load.
 *
 * @param code the last part of the problem's type; {@code none} if there is no problem
 * @param uploadId the id of the upload; null if the request was refused before its parameters were read
 * @param episodeId the id of the episode; null if the request was refused before its parameters were read
 * @param rowsRead rows of the file that were read
 * @param rows observations that this load stored
 * @param values property values that this load stored
 * @param rejected rows that this load left out
 * @param warnings the codes of the receipt's warnings
 * @param bytes bytes of the file that were received
 */
record LoadEnd(
        LoadKind kind,
        Outcome outcome,
        String code,
        @Nullable String uploadId,
        @Nullable String episodeId,
        long rowsRead,
        long rows,
        long values,
        long rejected,
        List<String> warnings,
        long bytes,
        Timings timings) {

    static final String NO_CODE = "none";

    static LoadEnd of(LoadReport report, LoadAnswer answer) {
        Upload upload = report.upload();
        return new LoadEnd(
                report.kind(),
                answer.outcome(),
                NO_CODE,
                upload == null ? null : upload.uploadId(),
                answer.episodeId(),
                report.rowsRead(),
                answer.observations(),
                answer.extendedProperties(),
                answer.rejected(),
                answer.warnings(),
                report.bytes(),
                report.timings());
    }

    static LoadEnd of(LoadReport report, Problem problem) {
        Upload upload = report.upload();
        return new LoadEnd(
                report.kind(),
                Outcome.of(problem),
                problem.slug(),
                upload == null ? null : upload.uploadId(),
                upload == null ? null : upload.target().episodeId(),
                report.rowsRead(),
                0,
                0,
                0,
                List.of(),
                report.bytes(),
                report.timings());
    }

    /** Returns the reason of a failure. */
    static Problem problem(Throwable failure) {
        return failure instanceof IngestException refusal ? refusal.problem() : Problem.INTERNAL_ERROR;
    }

    boolean isStored() {
        return outcome == Outcome.COMPLETED;
    }

    /** Returns the milliseconds of the commit; 0 if there was none. */
    long commit() {
        return timings.commit() == null ? 0 : timings.commit();
    }
}
