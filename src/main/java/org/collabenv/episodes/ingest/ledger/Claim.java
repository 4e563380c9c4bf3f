package org.collabenv.episodes.ingest.ledger;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.collabenv.episodes.ingest.answer.LoadAnswer;
import org.collabenv.episodes.ingest.answer.Outcome;
import org.collabenv.episodes.ingest.answer.ProblemDocument;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.LoadAttempt;
import org.collabenv.episodes.store.UploadProgress;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.store.tables.UploadRow;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * The claim of an upload's id while this process receives the upload, on the thread of its request.
 *
 * <p>In the ledger, the upload ends exactly once: in the transaction of its rows ({@link #completed}), with an answer
 * that stored nothing ({@link #ended}), or with a failure ({@link #failed}, {@link #died}). {@link #close} frees the id
 * within this process.
 */
public final class Claim implements AutoCloseable {

    private final Ledger ledger;
    private final Upload upload;
    private final String attempt = UlidCreator.getMonotonicUlid().toString();
    private final DigestedInputStream file;
    private final AtomicLong rows = new AtomicLong();
    private final Thread thread = Thread.currentThread();
    private @Nullable UploadRow earlier;
    private @Nullable Problem cancelled;
    private @Nullable LoadAttempt attempted;
    private boolean over;

    Claim(Ledger ledger, Upload upload) {
        this.ledger = ledger;
        this.upload = upload;
        this.file = new DigestedInputStream(upload.file(), upload.announcedSha256());
    }

    /** Notes that the id belongs to a completed upload, so that nothing is claimed. */
    void belongsTo(UploadRow completed) {
        earlier = completed;
    }

    public Upload upload() {
        return upload;
    }

    /** Returns the id that only this claim has. */
    String attempt() {
        return attempt;
    }

    /** Returns the file's bytes as they arrive. */
    public DigestedInputStream file() {
        return file;
    }

    /** Returns the completed upload that has the id already; empty if the id is claimed. */
    public Optional<UploadRow> earlier() {
        return Optional.ofNullable(earlier);
    }

    /** Notes the attempt that a cancellation ends if it waits for the database in vain. */
    public synchronized void attempts(LoadAttempt load) {
        attempted = load;
    }

    /**
     * Notes how many rows have been read.
     *
     * @throws IngestException if the upload was cancelled, which a file that has arrived notices nowhere else
     */
    public void rows(long read) {
        rows.lazySet(read);
        requireNotCancelled();
    }

    /** Returns the progress; any thread may ask. */
    public UploadProgress progress() {
        return new UploadProgress(upload.uploadId(), attempt, rows.get(), file.bytes());
    }

    /**
     * Returns the end of the upload for the transaction of its rows.
     *
     * @param answer the answer without the time of the commit
     * @throws IngestException if the upload was cancelled
     */
    public CompletedUpload completed(LoadAnswer answer, @Nullable Rejects rejects) throws IOException {
        requireNotCancelled();
        return new CompletedUpload(progress(), file.sha256(), ledger.json(answer.body()), rejects);
    }

    private void requireNotCancelled() {
        Problem reason = cancelled();
        if (reason != null) {
            throw new IngestException(reason, "The upload was cancelled before its commit");
        }
    }

    /** Ends the upload once its answer is known. */
    public LoadAnswer ended(LoadAnswer answer) {
        finish();
        if (earlier == null && !answer.isStored()) {
            UploadState state = answer.outcome() == Outcome.DRY_RUN ? UploadState.DRY_RUN : UploadState.DUPLICATE;
            ledger.end(progress(), state, ledger.json(answer.body()));
        }
        return answer;
    }

    /** Ends the upload with a failure, and returns the failure for its client. */
    public RuntimeException failed(Exception failure) {
        finish();
        RuntimeException reported = reported(failure);
        if (earlier == null) {
            boolean byClient =
                    reported instanceof IngestException refusal && refusal.problem() == Problem.UPLOAD_CANCELLED;
            ledger.end(
                    progress(),
                    byClient ? UploadState.CANCELLED : UploadState.FAILED,
                    ledger.json(ProblemDocument.of(reported)));
        }
        return reported;
    }

    /** Ends the upload with an error of the virtual machine. */
    public void died(Error failure) {
        finish();
        if (earlier == null) {
            ledger.end(progress(), UploadState.FAILED, ledger.json(ProblemDocument.of(failure)));
        }
    }

    private RuntimeException reported(Exception failure) {
        Problem reason = isUnconfirmed(failure) ? null : cancelled();
        if (reason != null) {
            String by =
                    switch (reason) {
                        case SHUTTING_DOWN -> " because the service is shutting down";
                        case DATABASE_UNAVAILABLE -> " because the database does not answer";
                        default -> "";
                    };
            return new IngestException(
                    reason,
                    "The upload '%s' was cancelled%s; nothing was stored".formatted(upload.uploadId(), by),
                    failure);
        }
        if (failure instanceof IOException) {
            return new IngestException(
                    Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its end; nothing was stored", failure);
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** Returns whether the commit was not confirmed: it may have stored the rows, which no cancellation changes. */
    private static boolean isUnconfirmed(Exception failure) {
        return failure instanceof IngestException refusal && refusal.problem() == Problem.COMMIT_UNCONFIRMED;
    }

    /**
     * Makes the upload end soon: at once if it waits for its client, before the commit if it waits for the database.
     *
     * @param reason the reason that its client is told
     */
    synchronized void cancel(Problem reason) {
        if (!over && cancelled == null) {
            cancelled = reason;
            thread.interrupt();
            if (attempted != null) {
                attempted.abort();
            }
        }
    }

    /** Returns the reason why the upload was cancelled; null if it was not. */
    synchronized @Nullable Problem cancelled() {
        return cancelled;
    }

    /** Stops cancellations from interrupting the thread, which belongs to another request from here on. */
    private synchronized void finish() {
        over = true;
        if (cancelled != null) {
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        finish();
        ledger.release(this);
    }
}
