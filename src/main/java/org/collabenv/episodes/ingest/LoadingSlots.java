package org.collabenv.episodes.ingest;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.collabenv.episodes.store.StoreConfig;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The places for uploads that are received at the same time: who finds none is told so at once. */
@Singleton
@Startup
public class LoadingSlots {

    private final int all;
    private final Semaphore free;

    LoadingSlots(
            IngestConfig config,
            StoreConfig store,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        all = config.slots();
        if (all < 1) {
            throw new IllegalStateException("episodes.ingest.slots=%d is wrong: at least 1 is needed".formatted(all));
        }
        if (store.backend() == StoreConfig.Backend.POSTGRES && connections < 2 * all) {
            throw new IllegalStateException(
                    "episodes.ingest.slots=%d is wrong: with the ledger each may need 2 connections, and the pool has %d (quarkus.datasource.jdbc.max-size)"
                            .formatted(all, connections));
        }
        free = new Semaphore(all);
    }

    /** How many there are. */
    public int all() {
        return all;
    }

    /** How many are taken now. */
    public int used() {
        return all - free.availablePermits();
    }

    /**
     * Runs something that needs a place.
     *
     * @throws IngestException if all are taken; nothing is run then
     */
    <T> T within(Supplier<T> load) {
        if (!free.tryAcquire()) {
            throw new IngestException(
                    Problem.SLOTS_TAKEN,
                    "All %d loading slots are taken (episodes.ingest.slots); send the upload again later"
                            .formatted(all));
        }
        try {
            return load.get();
        } finally {
            free.release();
        }
    }
}
