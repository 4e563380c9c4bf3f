package org.collabenv.episodes.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.collabenv.episodes.ingest.Receipt.Timings;
import org.collabenv.episodes.trajectory.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of loads. Their tags come from fixed lists: {@code kind} is that of the ledger, {@code outcome},
 * {@code code} and {@code stage} are words of {@link LoadEnd}, {@link org.collabenv.episodes.trajectory.Problem} and
 * {@link Timings}.
 */
@Singleton
@Startup
class LoadMetrics {

    private static final String KIND = "kind";

    /** From an episode of a few rows to one that takes a laptop a quarter of an hour. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15)
    };

    private final MeterRegistry registry;

    LoadMetrics(MeterRegistry registry, LoadingSlots slots) {
        this.registry = registry;
        Gauge.builder("episodes.slots.used", slots, LoadingSlots::used)
                .description("Uploads that are being received")
                .register(registry);
        Gauge.builder("episodes.slots.max", slots, LoadingSlots::all)
                .description("Uploads that may be received at the same time")
                .register(registry);
        // A rate needs the zero before the first of its kind.
        for (String kind : List.of(Ingestion.KIND, PropertyIngestion.KIND)) {
            for (String outcome : LoadEnd.WITHOUT_A_PROBLEM) {
                ends(kind, outcome, LoadEnd.NO_CODE);
            }
            for (Problem problem : Problem.values()) {
                ends(kind, LoadEnd.outcome(problem), problem.slug());
            }
        }
    }

    private Counter ends(String kind, String outcome, String code) {
        return registry.counter("episodes.loads", KIND, kind, "outcome", outcome, "code", code);
    }

    void record(LoadEnd end) {
        ends(end.kind(), end.outcome(), end.code()).increment();
        Timings timings = end.timings();
        timer("episodes.load.duration", KIND, end.kind(), "outcome", end.outcome())
                .record(Duration.ofMillis(timings.total()));
        count("episodes.load.received", BaseUnits.BYTES, end.kind(), end.bytes());
        count("episodes.load.rows", null, end.kind(), end.rows());
        count("episodes.load.values", null, end.kind(), end.values());
        count("episodes.load.rejected.rows", null, end.kind(), end.rejected());
        if (end.isStored()) {
            long reading = timings.receiveAndCopy() - timings.waitingForClient() - timings.storing();
            stage(end.kind(), "waiting_for_client", timings.waitingForClient());
            stage(end.kind(), "reading", Math.max(0, reading));
            stage(end.kind(), "storing", timings.storing());
            stage(end.kind(), "finish", timings.finish());
            stage(end.kind(), "commit", end.commit());
        }
    }

    private void stage(String kind, String stage, long milliseconds) {
        timer("episodes.load.stage", KIND, kind, "stage", stage).record(Duration.ofMillis(milliseconds));
    }

    private Timer timer(String name, String... tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
    }

    private void count(String name, @Nullable String unit, String kind, long amount) {
        Counter.builder(name).baseUnit(unit).tag(KIND, kind).register(registry).increment((double) amount);
    }
}
