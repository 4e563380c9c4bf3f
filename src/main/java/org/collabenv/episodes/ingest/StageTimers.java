package org.collabenv.episodes.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * The metric {@code episodes.load.stage}: how long completed uploads spent in each stage, as their receipts say. The tag
 * {@code kind} is that of the ledger.
 */
@Singleton
class StageTimers {

    private static final String NAME = "episodes.load.stage";

    private final MeterRegistry registry;

    StageTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String kind, Receipt.Timings timings) {
        long reading = timings.receiveAndCopy() - timings.waitingForClient() - timings.storing();
        record(kind, "waiting_for_client", timings.waitingForClient());
        record(kind, "reading", Math.max(0, reading));
        record(kind, "storing", timings.storing());
        record(kind, "finish", timings.finish());
        Long commit = timings.commit();
        if (commit != null) {
            record(kind, "commit", commit);
        }
    }

    private void record(String kind, String stage, long milliseconds) {
        registry.timer(NAME, "kind", kind, "stage", stage).record(milliseconds, TimeUnit.MILLISECONDS);
    }
}
