package org.collabenv.episodes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.EpisodeStore;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.UploadLedger;
import org.collabenv.episodes.store.UploadLedger.Progress;
import org.collabenv.episodes.store.UploadRow;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Rejects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The uploads that this process receives, each with its line in the ledger from before its first row to its end. */
@Singleton
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final int HEARTBEAT_SECONDS = 1;

    /** A join that cannot be interrupted may take longer; it is rolled back with its connection then. */
    private static final int STOPPING_SECONDS = 5;

    private final UploadLedger ledger;
    private final ObjectMapper json;
    private final Map<String, RunningUpload> running = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Ending> unrecorded = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService heartbeat;
    private final ScheduledFuture<?> beats;

    /** Receives the file of an upload that has its id. */
    interface Work<R> {
        R run(RunningUpload upload) throws IOException;
    }

    private record Ending(Progress progress, String state, String answer) {}

    Uploads(EpisodeStore store, ObjectMapper json) {
        this.ledger = store.uploads();
        this.json = json;
        this.heartbeat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "uploads-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        beats = heartbeat.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Receives an upload, unless it is a retry of one that is stored.
     *
     * @param kind as in {@link UploadRow}
     * @param type the receipt's type
     * @param work loads the file and commits it, or returns a receipt that says that nothing was to be stored
     * @return its receipt, or the first one of the upload that it repeats
     */
    <R extends Repeatable<R>> R receive(Upload upload, String kind, String episodeId, Class<R> type, Work<R> work) {
        RunningUpload received = new RunningUpload(upload);
        Optional<UploadRow> earlier = ledger.claim(
                new UploadLedger.Request(upload.uploadId(), kind, episodeId, upload.parameters(), received.attempt()));
        if (earlier.isPresent()) {
            return repeated(earlier.get(), upload, kind, received.file(), type);
        }
        running.put(upload.uploadId(), received);
        try {
            R receipt = run(received, work);
            received.end();
            if (!receipt.isStored()) {
                end(received, receipt.duplicate() ? "duplicate" : "dry_run", text(receipt));
            }
            return receipt;
        } catch (RuntimeException e) {
            received.end();
            Problem cancelled = isUnconfirmed(e) ? null : received.cancelled();
            RuntimeException told = cancelled == null ? e : cancelled(upload, cancelled, e);
            String state = cancelled == Problem.UPLOAD_CANCELLED ? "cancelled" : "failed";
            end(received, state, text(ProblemDocument.of(told)));
            throw told;
        } catch (Error e) {
            received.end();
            end(received, "failed", text(ProblemDocument.of(e)));
            throw e;
        } finally {
            running.remove(upload.uploadId(), received);
        }
    }

    /** Whether it may be stored all the same, which no cancelling changes. */
    private static boolean isUnconfirmed(RuntimeException failure) {
        return failure instanceof IngestException refusal && refusal.problem() == Problem.COMMIT_UNCONFIRMED;
    }

    private static <R> R run(RunningUpload upload, Work<R> work) {
        try {
            return work.run(upload);
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    /** What the ledger is told together with the rows of an upload. */
    CompletedUpload completed(RunningUpload upload, String sha256, Object receipt, @Nullable Rejects rejects) {
        Problem cancelled = upload.cancelled();
        if (cancelled != null) {
            throw new IngestException(cancelled, "The upload was cancelled before its commit");
        }
        Progress progress = upload.progress();
        return new CompletedUpload(
                progress.uploadId(),
                progress.attempt(),
                progress.rows(),
                progress.bytes(),
                sha256,
                text(receipt),
                rejects);
    }

    /** The receipt of an upload in the ledger, if the same request is made again. */
    private <R extends Repeatable<R>> R repeated(
            UploadRow earlier, Upload upload, String kind, ReceivedFile file, Class<R> type) {
        boolean same = earlier.kind().equals(kind) && earlier.parameters().equals(upload.parameters());
        try {
            String announced = upload.announcedSha256();
            String sha256 = !same || announced != null ? announced : file.sha256Within(earlier.bytesReceived());
            if (same && sha256 != null && sha256.equals(earlier.sha256())) {
                return duplicate(String.valueOf(earlier.answer()), type);
            }
        } catch (IOException e) {
            throw cutOff(e);
        }
        throw new IngestException(
                Problem.KEY_REUSED,
                "The key '%s' belongs to an upload to the episode '%s' with other %s"
                        .formatted(earlier.uploadId(), earlier.episodeId(), same ? "bytes" : "parameters"));
    }

    <R extends Repeatable<R>> R duplicate(String receipt, Class<R> type) {
        return receipt(receipt, type).asDuplicate();
    }

    /** A receipt as it was stored. */
    <R> R receipt(String stored, Class<R> type) {
        try {
            return json.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("A stored receipt cannot be read", e);
        }
    }

    static IngestException cutOff(IOException cause) {
        return new IngestException(
                Problem.INCOMPLETE_UPLOAD, "The upload was cut off before its end, nothing was stored", cause);
    }

    private static IngestException cancelled(Upload upload, Problem reason, RuntimeException cause) {
        String by = reason == Problem.SHUTTING_DOWN ? ", since the service is being stopped" : "";
        return new IngestException(
                reason, "The upload '%s' was cancelled%s, nothing was stored".formatted(upload.uploadId(), by), cause);
    }

    private void end(RunningUpload upload, String state, String answer) {
        Ending ending = new Ending(upload.progress(), state, answer);
        try {
            ledger.end(ending.progress(), ending.state(), ending.answer());
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "The end of upload_id='%s' is recorded later",
                    ending.progress().uploadId());
            unrecorded.add(ending);
        }
    }

    /** Each part goes on without the other; the next beat tries again what failed. */
    private void beat() {
        try {
            List<Progress> alive =
                    running.values().stream().map(RunningUpload::progress).toList();
            if (!alive.isEmpty()) {
                ledger.keepAlive(alive).forEach(this::cancelHere);
            }
        } catch (RuntimeException e) {
            // An upload whose lease ends meanwhile cannot commit.
            LOG.warnf("The ledger of uploads cannot be reached: %s", e.getMessage());
        }
        try {
            for (Ending ending = unrecorded.peek(); ending != null; ending = unrecorded.peek()) {
                ledger.end(ending.progress(), ending.state(), ending.answer());
                unrecorded.remove(ending);
            }
        } catch (RuntimeException e) {
            LOG.warnf("%d ends of uploads cannot be recorded yet: %s", unrecorded.size(), e.getMessage());
        }
    }

    /** How far an upload is, if this process receives it. */
    public @Nullable Progress progress(String uploadId) {
        RunningUpload here = running.get(uploadId);
        return here == null ? null : here.progress();
    }

    /** How many bytes an upload will have, about, if this process receives it and its client has said so. */
    public @Nullable Long expectedBytes(String uploadId) {
        RunningUpload here = running.get(uploadId);
        return here == null ? null : here.expectedBytes();
    }

    /** Cancels a running upload, wherever it is received. */
    public void cancel(String uploadId) {
        if (!cancelHere(uploadId)) {
            ledger.requestCancel(uploadId);
        }
    }

    private boolean cancelHere(String uploadId) {
        RunningUpload here = running.get(uploadId);
        if (here != null) {
            here.cancel(Problem.UPLOAD_CANCELLED);
        }
        return here != null;
    }

    /** Cancels what is still being received when the service's time to stop has come, and waits until it has ended. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        running.values().forEach(upload -> upload.cancel(Problem.SHUTTING_DOWN));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOPPING_SECONDS);
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (!running.isEmpty()) {
            LOG.warnf("%d uploads have not ended yet; the database rolls them back", running.size());
        }
    }

    @PreDestroy
    void close() {
        beats.cancel(false);
        heartbeat.shutdown();
    }

    private String text(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Receipts and problems can always be written as JSON", e);
        }
    }
}
