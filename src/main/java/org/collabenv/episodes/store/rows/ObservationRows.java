package org.collabenv.episodes.store.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.collabenv.episodes.store.tables.Database;

/** Reads the stored rows of episodes. */
public final class ObservationRows {

    private final Database database;

    /** @param database bounds how many snapshots are open at the same time */
    public ObservationRows(Database database) {
        this.database = database;
    }

    /** Something that is done with a snapshot. */
    public interface Work {
        /**
         * Does it.
         *
         * @throws IOException if whoever takes the rows fails
         */
        void with(RowSnapshot snapshot) throws IOException;
    }

    /** Reads an episode's rows back and compares them with what its loads stored; empty if there is no such episode. */
    public Optional<StoredContent> content(String episodeId) {
        return database.readTogether(sql -> {
            RowSnapshot snapshot = new RowSnapshot(sql, database.isShared());
            return snapshot.episode(episodeId).map(episode -> StoredContent.read(snapshot, episodeId));
        });
    }

    /**
     * Reads in one transaction, whose statements see the same state.
     *
     * @throws IOException if the work throws it
     */
    public void read(Work work) throws IOException {
        try {
            database.readTogether(sql -> {
                try {
                    work.with(new RowSnapshot(sql, database.isShared()));
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
