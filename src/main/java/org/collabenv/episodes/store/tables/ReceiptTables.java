package org.collabenv.episodes.store.tables;

import org.collabenv.episodes.store.CompletedUpload;
import org.collabenv.episodes.store.StoredRows;
import org.collabenv.episodes.store.sql.Sql;
import org.collabenv.episodes.trajectory.Episode;
import org.collabenv.episodes.trajectory.EpisodeFacts;
import org.collabenv.episodes.trajectory.Rejects;

/**
 * The tables {@code receipts}, {@code additions} and {@code rejects} within the transaction of a load. Each method also
 * ends the upload in the ledger.
 *
 * @param sql the connection of the transaction
 */
public record ReceiptTables(Sql sql) {

    /**
     * Stores the receipt, facts and rejected rows of a load that created an episode.
     *
     * @param content the digest of what it stored
     */
    public void insertReceipt(
            Episode episode, CompletedUpload upload, StoredRows stored, EpisodeFacts facts, long content) {
        sql.update("insert_receipt")
                .bind("episode_id", episode.episodeId())
                .bind("upload_id", upload.uploadId())
                .bind("sha256", upload.sha256())
                .bind("observations", stored.observations())
                .bind("extended_properties", stored.extendedProperties())
                .bind("time_origin", facts.timeOrigin())
                .bind(
                        "velocity",
                        episode.velocity() == null ? null : episode.velocity().text())
                .bind("content", content)
                .bind("answer", upload.receipt())
                .execute();
        end(episode.episodeId(), upload);
    }

    /**
     * Stores the receipt and rejected rows of a load that added to an episode, and by how much the episode grew.
     *
     * @param content the change of the episode's digest
     */
    public void insertAddition(String episodeId, CompletedUpload upload, StoredRows stored, long content) {
        sql.update("insert_addition")
                .bind("episode_id", episodeId)
                .bind("upload_id", upload.uploadId())
                .bind("observations_added", stored.observations())
                .bind("values_added", stored.extendedProperties() - stored.replaced())
                .bind("content", content)
                .bind("answer", upload.receipt())
                .execute();
        end(episodeId, upload);
    }

    private void end(String episodeId, CompletedUpload upload) {
        Rejects rejects = upload.rejects();
        if (rejects != null) {
            sql.update("insert_rejects")
                    .bind("episode_id", episodeId)
                    .bind("upload_id", upload.uploadId())
                    .bind("media_type", rejects.mediaType())
                    .bind("rows_rejected", rejects.rows())
                    .bind("content", rejects.gzip())
                    .execute();
        }
        UploadLedger.complete(sql, upload);
    }
}
