package org.collabenv.episodes.store.duckdb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.collabenv.episodes.store.tables.EpisodeTables;

/** A load's claim on an episode within this process, which can also hold the lock for changes of shared rows. */
final class EpisodeClaim implements AutoCloseable {

    private final Claims claims;
    private final String episodeId;

    private EpisodeClaim(Claims claims, String episodeId) {
        this.claims = claims;
        this.episodeId = episodeId;
    }

    /**
     * The claims of a file's loads. DuckDB has no row locks, so the claims are kept in the one process that has the
     * file open.
     */
    static final class Claims {
        private final Set<String> claimed = ConcurrentHashMap.newKeySet();
        private final ReentrantLock writeLock;

        /** @param writeLock the lock that a transaction holds until its commit if others may change the same rows */
        Claims(ReentrantLock writeLock) {
            this.writeLock = writeLock;
        }

        /** @throws org.collabenv.episodes.trajectory.IngestException if another load has claimed the episode */
        EpisodeClaim take(String episodeId) {
            if (!claimed.add(episodeId)) {
                throw EpisodeTables.busy(episodeId);
            }
            return new EpisodeClaim(this, episodeId);
        }
    }

    String episodeId() {
        return episodeId;
    }

    /** Waits until no other transaction changes shared rows, and keeps others waiting until the claim is closed. */
    void lockWrites() {
        claims.writeLock.lock();
    }

    @Override
    public void close() {
        if (claims.writeLock.isHeldByCurrentThread()) {
            claims.writeLock.unlock();
        }
        claims.claimed.remove(episodeId);
    }
}
