package org.collabenv.episodes.ingest;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** The places for uploads that are received at the same time: who finds none is told so at once. */
@Singleton
public class LoadingSlots {

    private final int all;
    private final Semaphore free;

    LoadingSlots(IngestConfig config) {
        all = config.slots();
        if (all < 1) {
            throw new IllegalStateException("episodes.ingest.slots=%d is wrong: at least 1 is needed".formatted(all));
        }
        free = new Semaphore(all);
    }

    /** A place that is taken. */
    public final class Slot implements AutoCloseable {
        private Slot() {}

        @Override
        public void close() {
            free.release();
        }
    }

    /** @throws IngestException if all are taken */
    public Slot take() {
        if (!free.tryAcquire()) {
            throw new IngestException(
                    Problem.SLOTS_TAKEN,
                    "All %d loading slots are taken (episodes.ingest.slots); send the upload again later"
                            .formatted(all));
        }
        return new Slot();
    }
}
