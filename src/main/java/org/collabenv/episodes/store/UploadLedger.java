package org.collabenv.episodes.store;

import static org.collabenv.episodes.store.DatabaseFailures.translating;
import static org.collabenv.episodes.store.DatabaseFailures.translatingCommand;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * What became of every upload. Its id is claimed before the first row is read, in a transaction of its own, and ended
 * in the transaction of its rows, or alone when there are none.
 *
 * <p>Where several services share the database, each says every second that its uploads are alive; one that has not
 * been heard of for {@value #LEASE_SECONDS} seconds has failed. A service that was only slow cannot complete an upload
 * which somebody else has claimed meanwhile.
 */
public final class UploadLedger {

    /** After how many silent seconds an upload of another service counts as dead. */
    public static final int LEASE_SECONDS = 15;

    private static final String DIED = """
            {"type": "urn:episode-ingest:problem:service-died", "title": "The service died", "status": 503, \
            "detail": "The service that received the upload ended before it did; nothing was stored"}""";

    private final Jdbi jdbi;
    private final Statements statements;
    private final Changes changes;
    private final boolean shared;

    /**
     * How far an upload is.
     *
     * @param attempt under which its id was claimed
     * @param rows read so far
     * @param bytes received so far
     */
    public record Progress(String uploadId, String attempt, long rows, long bytes) {}

    /**
     * An upload that wants its id.
     *
     * @param attempt an id of this claim, which nobody else has
     */
    public record Request(String uploadId, String kind, String episodeId, String parameters, String attempt) {}

    /** @param shared whether other processes may use the database at the same time */
    public UploadLedger(Jdbi jdbi, Statements statements, Changes changes, boolean shared) {
        this.jdbi = jdbi.registerRowMapper(ConstructorMapper.factory(UploadRow.class));
        this.statements = statements;
        this.changes = changes;
        this.shared = shared;
    }

    /**
     * Claims an upload's id: one that is new, or whose last upload left nothing behind.
     *
     * @return nothing if the id is claimed; otherwise the completed upload that has it
     * @throws IngestException if an upload with the id is running
     */
    public Optional<UploadRow> claim(Request request) {
        return translating(() -> {
            if (changes.inTransaction(handle -> bound(handle, statements.get("insert_upload"), request)
                            .execute())
                    == 1) {
                return Optional.empty();
            }
            UploadRow there = find(request.uploadId())
                    .orElseThrow(() -> new StoreException("The upload is in the ledger, and then is not"));
            if (there.state().equals(UploadRow.COMPLETED) && there.stored()) {
                return Optional.of(there);
            }
            requireNotReplaced(there);
            if (there.state().equals(UploadRow.RUNNING)
                    || changes.inTransaction(handle -> reclaim(handle, request, there)) == 0) {
                throw new IngestException(
                        Problem.UPLOAD_BUSY, "The upload '%s' is being received right now".formatted(there.uploadId()));
            }
            return Optional.empty();
        });
    }

    /** A late retry must not bring back what somebody has replaced since. */
    private static void requireNotReplaced(UploadRow there) {
        if (there.state().equals(UploadRow.COMPLETED) && there.episodeExists()) {
            throw new IngestException(
                    Problem.EPISODE_EXISTS,
                    "The upload '%s' was stored, but its episode '%s' has been replaced since: use a new key to replace it again"
                            .formatted(there.uploadId(), there.episodeId()));
        }
    }

    private int reclaim(Handle handle, Request request, UploadRow seen) {
        return bound(handle, statements.shared("reclaim_upload"), request)
                .bind("seen_attempt", seen.attempt())
                .bind("seen_state", seen.state())
                .execute();
    }

    private static Update bound(Handle handle, String statement, Request request) {
        return handle.createUpdate(statement)
                .bind("upload_id", request.uploadId())
                .bind("kind", request.kind())
                .bind("episode_id", request.episodeId())
                .bind("parameters", request.parameters())
                .bind("attempt", request.attempt());
    }

    /** Keeps the receipt of what was added to an episode, and by how much it grew. */
    static void insertAddition(
            Handle handle,
            Statements statements,
            String episodeId,
            CompletedUpload upload,
            long observations,
            long values) {
        handle.createUpdate(statements.shared("insert_addition"))
                .bind("episode_id", episodeId)
                .bind("upload_id", upload.uploadId())
                .bind("observations_added", observations)
                .bind("values_added", values)
                .bind("answer", upload.receipt())
                .execute();
    }

    /** Ends an upload in the transaction of what it stored. */
    static void complete(Handle handle, Statements statements, CompletedUpload upload) {
        int ended = handle.createUpdate(statements.shared("complete_upload"))
                .bind("upload_id", upload.uploadId())
                .bind("attempt", upload.attempt())
                .bind("rows_read", upload.rowsRead())
                .bind("bytes_received", upload.bytesReceived())
                .bind("sha256", upload.sha256())
                .bind("answer", upload.receipt())
                .execute();
        if (ended == 0) {
            throw new IngestException(
                    Problem.UPLOAD_BUSY,
                    "The service was silent for so long that the upload '%s' was given up, nothing was stored"
                            .formatted(upload.uploadId()));
        }
    }

    /**
     * Ends an upload that stored nothing.
     *
     * @param state as in {@link UploadRow}
     * @param answer the problem, or the receipt of a dry run, as JSON
     */
    public void end(Progress progress, String state, String answer) {
        translatingCommand(() -> changes.inTransaction(handle -> handle.createUpdate(statements.shared("end_upload"))
                .bind("upload_id", progress.uploadId())
                .bind("attempt", progress.attempt())
                .bind("state", state)
                .bind("rows_read", progress.rows())
                .bind("bytes_received", progress.bytes())
                .bind("answer", answer)
                .execute()));
    }

    /**
     * Says that the uploads are alive, where others need to be told.
     *
     * @return those that shall be cancelled
     */
    public Set<String> keepAlive(Collection<Progress> uploads) {
        if (!shared) {
            return Set.of();
        }
        return translating(() -> jdbi.withHandle(handle -> {
            Set<String> cancelled = new TreeSet<>();
            handle.createQuery(statements.get("keep_uploads_alive"))
                    .bindArray(
                            "attempts",
                            String.class,
                            uploads.stream().map(Progress::attempt).toList())
                    .bindArray(
                            "upload_ids",
                            String.class,
                            uploads.stream().map(Progress::uploadId).toList())
                    .bindArray(
                            "rows_read",
                            Long.class,
                            uploads.stream().map(Progress::rows).toList())
                    .bindArray(
                            "bytes_received",
                            Long.class,
                            uploads.stream().map(Progress::bytes).toList())
                    .map((row, context) -> row.getBoolean("cancel_requested") ? row.getString("upload_id") : "")
                    .forEach(cancelled::add);
            cancelled.remove("");
            return cancelled;
        }));
    }

    /** Asks the service that receives an upload to stop; it does within a second or two. */
    public void requestCancel(String uploadId) {
        if (shared) {
            translatingCommand(
                    () -> changes.inTransaction(handle -> handle.createUpdate(statements.shared("request_cancel"))
                            .bind("upload_id", uploadId)
                            .execute()));
        }
    }

    public Optional<UploadRow> find(String uploadId) {
        return translating(() -> jdbi.withHandle(handle -> {
            failDead(handle);
            return handle.createQuery(statements.shared("upload"))
                    .bind("upload_id", uploadId)
                    .mapTo(UploadRow.class)
                    .findOne();
        }));
    }

    /**
     * A page of uploads in the order of their ids.
     *
     * @param state only those in this state; null for all
     * @param after only those behind this id; null to start
     * @param limit the most to return
     */
    public List<UploadRow> page(@Nullable String state, @Nullable String after, int limit) {
        return translating(() -> jdbi.withHandle(handle -> {
            failDead(handle);
            return handle.createQuery(statements.shared("uploads_page"))
                    .bind("state", state)
                    .bind("after", after)
                    .bind("limit", limit)
                    .mapTo(UploadRow.class)
                    .list();
        }));
    }

    /** Ends what an earlier process left running; for a database that only one process has at a time. */
    public void failLeftovers() {
        translatingCommand(() -> jdbi.useHandle(handle -> handle.createUpdate(statements.get("fail_dead_uploads"))
                .bind("answer", DIED)
                .execute()));
    }

    private void failDead(Handle handle) {
        if (shared) {
            handle.createUpdate(statements.get("fail_dead_uploads"))
                    .bind("answer", DIED)
                    .bind("lease_seconds", LEASE_SECONDS)
                    .execute();
        }
    }

    /**
     * The receipt of the same bytes, sent with the same parameters, that a session holds.
     */
    public Optional<String> receiptOfContent(String sessionId, String parameters, String sha256) {
        return translating(() -> jdbi.withHandle(handle -> handle.createQuery(statements.shared("receipt_of_content"))
                .bind("session_id", sessionId)
                .bind("parameters", parameters)
                .bind("sha256", sha256)
                .map((row, context) -> row.getString("receipt"))
                .findOne()));
    }
}
