package org.collabenv.episodes.ingest;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.collabenv.episodes.store.StoreConfig;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The slots for uploads that are received at the same time; a request that finds none is refused at once. */
@Singleton
@Startup
public class LoadingSlots {

    /** The fewest connections besides those of the loads: for a read, for the heartbeat and for readiness. */
    private static final int FEWEST_OTHERS = 3;

    private final int all;
    private final Semaphore free;

    /** A slot in use; freed when it is closed. */
    public final class Slot implements AutoCloseable {
        private Slot() {}

        @Override
        public void close() {
            free.release();
        }
    }

    /** @throws IllegalStateException if there is no slot, or if the pool has too few connections for the slots */
    @Inject
    LoadingSlots(
            IngestConfig config,
            StoreConfig store,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this(config.slots());
        int needed = Math.max(2 * all, all + FEWEST_OTHERS);
        if (store.backend() == StoreConfig.Backend.POSTGRES && connections < needed) {
            throw new IllegalStateException(
                    "episodes.ingest.slots=%d is wrong: it needs a pool of %d connections, 2 for each slot and at least %d besides those of the loads, but the pool has %d (quarkus.datasource.jdbc.max-size)"
                            .formatted(all, needed, FEWEST_OTHERS, connections));
        }
    }

    /** @throws IllegalStateException if there would be no slot */
    LoadingSlots(int all) {
        if (all < 1) {
            throw new IllegalStateException("episodes.ingest.slots=%d is wrong: at least 1 is needed".formatted(all));
        }
        this.all = all;
        this.free = new Semaphore(all);
    }

    /** Returns the number of all slots. */
    public int all() {
        return all;
    }

    /** Returns the number of slots in use. */
    public int used() {
        return all - free.availablePermits();
    }

    /**
     * Takes a slot, which the caller closes.
     *
     * @throws IngestException if all slots are in use
     */
    Slot take() {
        if (!free.tryAcquire()) {
            throw new IngestException(
                    Problem.SLOTS_TAKEN,
                    "All %d loading slots are in use (episodes.ingest.slots); send the upload again later"
                            .formatted(all));
        }
        return new Slot();
    }
}
