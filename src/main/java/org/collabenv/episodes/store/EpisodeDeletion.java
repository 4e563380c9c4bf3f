package org.collabenv.episodes.store;

import org.jdbi.v3.core.Handle;

/** Deletes an episode with everything of it, within a transaction: databases differ in what cascades by itself. */
public interface EpisodeDeletion {

    /**
     * Deletes it.
     *
     * @return false if there is no such episode
     */
    boolean delete(Handle handle, String episodeId);
}
