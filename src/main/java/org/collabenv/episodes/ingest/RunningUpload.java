package org.collabenv.episodes.ingest;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.concurrent.atomic.AtomicLong;
import org.collabenv.episodes.store.UploadLedger.Progress;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/** An upload that this process is receiving, on the thread of its request. */
final class RunningUpload {

    private final String uploadId;
    private final String attempt = UlidCreator.getMonotonicUlid().toString();
    private final ReceivedFile file;
    private final @Nullable Long expectedBytes;
    private final AtomicLong rows = new AtomicLong();
    private final Thread thread = Thread.currentThread();
    private @Nullable Problem cancelled;
    private boolean ended;

    RunningUpload(Upload upload) {
        this.uploadId = upload.uploadId();
        this.file = new ReceivedFile(upload.file());
        this.expectedBytes = upload.expectedBytes();
    }

    /** Tells it from any other attempt with the same id. */
    String attempt() {
        return attempt;
    }

    ReceivedFile file() {
        return file;
    }

    @Nullable
    Long expectedBytes() {
        return expectedBytes;
    }

    void rows(long read) {
        rows.lazySet(read);
    }

    /** How far it is; any thread may ask. */
    Progress progress() {
        return new Progress(uploadId, attempt, rows.get(), file.bytes());
    }

    /**
     * Ends it soon: where it waits for its client at once, where it waits for the database before the commit.
     *
     * @param reason what its client is told
     */
    synchronized void cancel(Problem reason) {
        if (!ended && cancelled == null) {
            cancelled = reason;
            thread.interrupt();
        }
    }

    /** Why it was cancelled; null if it was not. */
    synchronized @Nullable Problem cancelled() {
        return cancelled;
    }

    /** From here on its thread belongs to somebody else. */
    synchronized void end() {
        ended = true;
        if (cancelled != null) {
            Thread.interrupted();
        }
    }
}
