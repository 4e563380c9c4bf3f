package org.collabenv.episodes.ingest.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.collabenv.episodes.store.UploadProgress;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.store.tables.UploadLedger;
import org.collabenv.episodes.store.tables.UploadLedger.Claimant;
import org.collabenv.episodes.store.tables.UploadRow;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tracks the uploads that this process receives, and keeps their entries in the ledger from claim to end. */
@Singleton
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    /**
     * The longest wait for cancelled uploads at a shutdown. A join that cannot be interrupted may take longer; the
     * database rolls it back when its connection is lost.
     */
    private static final int STOPPING_SECONDS = 5;

    /** The number of times that recording an end is tried while the database answers. */
    private static final int MOST_TRIES = 10;

    private final UploadLedger table;
    private final ObjectMapper json;
    private final Duration retention;
    private final Map<String, Claim> running = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Ending> unrecorded = new ConcurrentLinkedQueue<>();

    /** When the database was last told that the uploads are alive; only the heartbeat's thread uses it. */
    private long reported = System.nanoTime();

    /** @param tries how often the database refused it */
    private record Ending(UploadProgress progress, UploadState state, String answer, int tries) {
        Ending refusedOnceMore() {
            return new Ending(progress, state, answer, tries + 1);
        }
    }

    /** @param retention how long uploads that left nothing stored are kept; zero for ever */
    public Ledger(
            UploadLedger table,
            ObjectMapper json,
            @ConfigProperty(name = "episodes.ingest.retention") Duration retention) {
        this.table = table;
        this.json = json;
        this.retention = retention;
    }

    /**
     * Claims an upload's id.
     *
     * @return the claim, or the completed upload that has the id; the caller closes it
     * @throws IngestException if an upload with the id is running
     */
    public Claim claim(Upload upload) {
        Claim claim = new Claim(this, upload);
        Optional<UploadRow> earlier = table.claim(new Claimant(
                upload.uploadId(),
                upload.target().kind(),
                upload.target().episodeId(),
                upload.parameters(),
                claim.attempt()));
        if (earlier.isPresent()) {
            claim.belongsTo(earlier.get());
        } else {
            running.put(upload.uploadId(), claim);
        }
        return claim;
    }

    void release(Claim claim) {
        running.remove(claim.upload().uploadId(), claim);
    }

    /** Records the end of an upload that stored nothing, now or with a later beat. */
    void end(UploadProgress progress, UploadState state, String answer) {
        Ending ending = new Ending(progress, state, answer, 0);
        try {
            record(ending);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The end of upload_id='%s' is recorded later", progress.uploadId());
            unrecorded.add(ending);
        }
    }

    private void record(Ending ending) {
        table.end(ending.progress(), ending.state(), ending.answer());
    }

    /** Tells the other services that the uploads of this one are alive, and cancels those that are to be cancelled. */
    void keepAlive() {
        List<UploadProgress> alive =
                running.values().stream().map(Claim::progress).toList();
        try {
            table.keepAlive(alive).forEach(this::cancelHere);
            reported = System.nanoTime();
        } catch (RuntimeException e) {
            if (System.nanoTime() - reported > TimeUnit.SECONDS.toNanos(UploadLedger.LEASE_SECONDS)) {
                // Other services have given these uploads up by now, so none of them can commit any more.
                running.values().forEach(claim -> claim.cancel(Problem.DATABASE_UNAVAILABLE));
            }
            throw e;
        }
    }

    /**
     * Records the ends that could not be recorded when they happened. One that the database refuses again and again is
     * given up and keeps none behind it waiting; its upload then counts as one whose service died.
     *
     * @throws IngestException if the database is away
     */
    void recordEnds() {
        for (Ending ending : List.copyOf(unrecorded)) {
            try {
                record(ending);
            } catch (IngestException away) {
                throw away;
            } catch (RuntimeException refused) {
                if (ending.tries() < MOST_TRIES) {
                    unrecorded.add(ending.refusedOnceMore());
                } else {
                    LOG.errorf(
                            refused,
                            "The end of upload_id='%s' cannot be recorded",
                            ending.progress().uploadId());
                }
            }
            unrecorded.remove(ending);
        }
    }

    /** Ends the uploads that an earlier process left running. */
    void failLeftovers() {
        table.failLeftovers();
    }

    /** Ends the uploads of services that died. */
    void failDead() {
        table.failDead();
    }

    /** Returns how long uploads that left nothing stored are kept; zero for ever. */
    Duration retention() {
        return retention;
    }

    /** Deletes what has become old: entries of uploads that left nothing stored, and rejected rows. */
    void forgetOld() {
        if (!retention.isZero()) {
            long forgotten = table.forget(retention);
            if (forgotten > 0) {
                LOG.infof(
                        "%d old uploads and rejected rows were deleted (episodes.ingest.retention=%s)",
                        forgotten, retention);
            }
        }
    }

    /** Returns the progress of an upload that this process receives; null for any other. */
    public @Nullable UploadProgress progress(String uploadId) {
        Claim claim = running.get(uploadId);
        return claim == null ? null : claim.progress();
    }

    /** Returns the approximate size in bytes of an upload that this process receives; null if it is unknown. */
    public @Nullable Long expectedBytes(String uploadId) {
        Claim claim = running.get(uploadId);
        return claim == null ? null : claim.upload().expectedBytes();
    }

    /** Cancels a running upload, whichever service receives it. */
    public void cancel(String uploadId) {
        if (!cancelHere(uploadId)) {
            table.requestCancel(uploadId);
        }
    }

    private boolean cancelHere(String uploadId) {
        Claim claim = running.get(uploadId);
        if (claim != null) {
            claim.cancel(Problem.UPLOAD_CANCELLED);
        }
        return claim != null;
    }

    /** Cancels the uploads that still run after the grace period of a shutdown, and waits until they have ended. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        running.values().forEach(claim -> claim.cancel(Problem.SHUTTING_DOWN));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOPPING_SECONDS);
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (!running.isEmpty()) {
            LOG.warnf("%d uploads have not ended yet; the database rolls them back", running.size());
        }
    }

    String json(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A receipt or problem could not be written as JSON", e);
        }
    }
}
