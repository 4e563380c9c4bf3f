package org.collabenv.episodes.store.tables;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.StoreException;
import org.collabenv.episodes.store.UploadProgress;
import org.collabenv.episodes.store.UploadState;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.Problem;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code uploads}, which records every upload and its end. An upload's id is claimed before the first row is
 * read, in a transaction of its own. The upload is ended in the transaction of its rows, or in one of its own if it
 * stores none.
 *
 * <p>If several services share the database, each reports every second that its uploads are alive; an upload that has
 * been silent for {@value #LEASE_SECONDS} seconds has failed. A service that was only slow cannot complete an upload
 * that another one has claimed since.
 */
public final class UploadLedger {

    /** The seconds of silence after which an upload of another service has failed. */
    public static final int LEASE_SECONDS = 15;

    private final Database database;
    private final String diedAnswer;

    /**
     * An upload that asks for its id.
     *
     * @param attempt an id that only this claim has
     */
    public record Claimant(String uploadId, LoadKind kind, String episodeId, String parameters, String attempt) {}

    /** @param diedAnswer the problem, as JSON, of an upload whose service died */
    public UploadLedger(Database database, String diedAnswer) {
        this.database = database;
        this.diedAnswer = diedAnswer;
    }

    /**
     * Claims an upload's id if it is new, or if its last upload left nothing behind.
     *
     * @return empty if the id is claimed; otherwise the completed upload that has it
     * @throws IngestException if an upload with the id is running
     */
    public Optional<UploadRow> claim(Claimant claim) {
        if (database.changeAtOnce(
                        sql -> bound(sql.update("insert_upload"), claim).execute())
                == 1) {
            return Optional.empty();
        }
        UploadRow found = find(claim.uploadId())
                .orElseThrow(() -> new StoreException("An upload disappeared from the ledger while it was claimed"));
        if (found.state() == UploadState.COMPLETED && found.stored()) {
            return Optional.of(found);
        }
        requireNotReplaced(found);
        boolean isFree = found.state() != UploadState.RUNNING;
        if (isFree && database.changeAtOnce(sql -> reclaim(sql, claim, found)) == 1) {
            return Optional.empty();
        }
        throw new IngestException(Problem.UPLOAD_BUSY, "The upload '%s' is being received".formatted(found.uploadId()));
    }

    /** Refuses a late retry, which must not bring back an episode that has been replaced since. */
    private static void requireNotReplaced(UploadRow found) {
        if (found.state() == UploadState.COMPLETED && found.episodeExists()) {
            throw new IngestException(
                    Problem.EPISODE_EXISTS,
                    "The upload '%s' was stored, but its episode '%s' has been replaced since: use a new key to replace it again"
                            .formatted(found.uploadId(), found.episodeId()));
        }
    }

    private static int reclaim(Sql sql, Claimant claim, UploadRow seen) {
        return bound(sql.update("reclaim_upload"), claim)
                .bind("seen_attempt", seen.attempt())
                .bind("seen_state", seen.state().word())
                .execute();
    }

    private static Update bound(Update statement, Claimant claim) {
        return statement
                .bind("upload_id", claim.uploadId())
                .bind("kind", claim.kind().word())
                .bind("episode_id", claim.episodeId())
                .bind("parameters", claim.parameters())
                .bind("attempt", claim.attempt());
    }

    /** Ends an upload in the transaction of its rows. */
    static void complete(Sql sql, CompletedUpload upload) {
        UploadProgress progress = upload.progress();
        int ended = sql.update("complete_upload")
                .bind("upload_id", progress.uploadId())
                .bind("attempt", progress.attempt())
                .bind("rows_read", progress.rows())
                .bind("bytes_received", progress.bytes())
                .bind("sha256", upload.sha256())
                .bind("answer", upload.receipt())
                .execute();
        if (ended == 0) {
            throw new IngestException(
                    Problem.UPLOAD_BUSY,
                    "The service was silent for so long that the upload '%s' was given up; nothing was stored"
                            .formatted(progress.uploadId()));
        }
    }

    /**
     * Ends an upload that stored nothing.
     *
     * @param answer the problem, or the receipt of a dry run, as JSON
     */
    public void end(UploadProgress progress, UploadState state, String answer) {
        database.changeAtOnce(sql -> sql.update("end_upload")
                .bind("upload_id", progress.uploadId())
                .bind("attempt", progress.attempt())
                .bind("state", state.word())
                .bind("rows_read", progress.rows())
                .bind("bytes_received", progress.bytes())
                .bind("answer", answer)
                .execute());
    }

    /**
     * Tells other services that the uploads are alive.
     *
     * @return the ids of the uploads that are to be cancelled
     */
    public Set<String> keepAlive(Collection<UploadProgress> uploads) {
        if (!database.isShared() || uploads.isEmpty()) {
            return Set.of();
        }
        return database.changeAtOnce(sql -> {
            Set<String> cancelled = new TreeSet<>();
            sql.query("keep_uploads_alive")
                    .bindArray(
                            "attempts",
                            String.class,
                            uploads.stream().map(UploadProgress::attempt).toList())
                    .bindArray(
                            "upload_ids",
                            String.class,
                            uploads.stream().map(UploadProgress::uploadId).toList())
                    .bindArray(
                            "rows_read",
                            Long.class,
                            uploads.stream().map(UploadProgress::rows).toList())
                    .bindArray(
                            "bytes_received",
                            Long.class,
                            uploads.stream().map(UploadProgress::bytes).toList())
                    .map((row, context) -> row.getBoolean("cancel_requested") ? row.getString("upload_id") : "")
                    .forEach(cancelled::add);
            cancelled.remove("");
            return cancelled;
        });
    }

    /** Asks the service that receives an upload to cancel it, which takes a second or two. */
    public void requestCancel(String uploadId) {
        database.changeAtOnce(
                sql -> sql.update("request_cancel").bind("upload_id", uploadId).execute());
    }

    public Optional<UploadRow> find(String uploadId) {
        return database.read(sql -> withLease(sql.query("upload"))
                .bind("upload_id", uploadId)
                .mapTo(UploadRow.class)
                .findOne()
                .map(this::answered));
    }

    /**
     * Returns a page of uploads in the order of their ids.
     *
     * @param state only uploads in this state; null for all
     * @param after only uploads after this id; null to start
     * @param most the most uploads of the page
     */
    public RowPage<UploadRow> page(@Nullable UploadState state, @Nullable String after, int most) {
        return database.read(sql -> RowPage.read(
                        withLease(sql.query("uploads_page"))
                                .bind("state", state == null ? null : state.word())
                                .bind("after", after)
                                .bind("full_chars", RowPage.FULL_CHARS),
                        UploadRow.class,
                        most)
                .map(this::answered));
    }

    private Query withLease(Query query) {
        return query.bind("is_shared", database.isShared()).bind("lease_seconds", LEASE_SECONDS);
    }

    /** Adds the answer of an upload whose service died, which has none until it is swept. */
    private UploadRow answered(UploadRow row) {
        return row.state() == UploadState.FAILED && row.answer() == null ? row.withAnswer(diedAnswer) : row;
    }

    /**
     * Deletes the entries of uploads that left nothing stored, and the rows that loads left out, once they are old.
     *
     * @param age the age from which on they are deleted
     * @return the number of entries and of loads with left-out rows that were deleted
     */
    public long forget(Duration age) {
        return database.change(sql -> (long) sql.update("forget_uploads")
                        .bind("seconds", age.toSeconds())
                        .execute()
                + sql.update("forget_rejects").bind("seconds", age.toSeconds()).execute());
    }

    /** Ends the uploads that an earlier process left running, if only one process at a time uses the database. */
    public void failLeftovers() {
        if (!database.isShared()) {
            database.changeAtOnce(sql ->
                    sql.update("fail_dead_uploads").bind("answer", diedAnswer).execute());
        }
    }

    /** Ends the uploads whose lease has ended, if services share the database. */
    public void failDead() {
        if (database.isShared()) {
            database.changeAtOnce(sql -> sql.update("fail_dead_uploads")
                    .bind("answer", diedAnswer)
                    .bind("lease_seconds", LEASE_SECONDS)
                    .execute());
        }
    }
}
