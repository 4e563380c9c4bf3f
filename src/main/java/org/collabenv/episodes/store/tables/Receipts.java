package org.collabenv.episodes.store.tables;

import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds the receipts of uploads that are stored already. */
public final class Receipts {

    private final Database database;

    /**
     * A stored receipt.
     *
     * @param sha256 digest of the file in hexadecimal
     * @param bytesReceived bytes of the file
     * @param receipt the receipt as JSON
     */
    public record StoredReceipt(String sha256, long bytesReceived, String receipt) {}

    public Receipts(Database database) {
        this.database = database;
    }

    /**
     * Finds the receipt of bytes that a session holds.
     *
     * @param parameters the parameters with which the bytes were sent
     * @param sha256 digest of the bytes in hexadecimal
     */
    public Optional<StoredReceipt> ofContent(String sessionId, String parameters, String sha256) {
        return find(null, sessionId, parameters, sha256);
    }

    /**
     * Finds the receipt of an episode of a session.
     *
     * @param parameters the parameters with which the episode was sent
     */
    public Optional<StoredReceipt> ofEpisode(String episodeId, String sessionId, String parameters) {
        return find(episodeId, sessionId, parameters, null);
    }

    private Optional<StoredReceipt> find(
            @Nullable String episodeId, String sessionId, String parameters, @Nullable String sha256) {
        return database.read(sql -> {
            Query query = sql.query(episodeId == null ? "receipt_of_content" : "receipt_of_episode")
                    .bind("session_id", sessionId)
                    .bind("parameters", parameters);
            return (episodeId == null ? query.bind("sha256", sha256) : query.bind("episode_id", episodeId))
                    .map((row, context) -> new StoredReceipt(
                            row.getString("sha256"), row.getLong("bytes_received"), row.getString("receipt")))
                    .findOne();
        });
    }
}
