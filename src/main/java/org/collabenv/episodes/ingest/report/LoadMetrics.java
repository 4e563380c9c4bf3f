package org.collabenv.episodes.ingest.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.collabenv.episodes.ingest.answer.Outcome;
import org.collabenv.episodes.ingest.answer.Timings;
import org.collabenv.episodes.trajectory.LoadKind;
import org.collabenv.episodes.trajectory.Problem;
import org.collabenv.episodes.trajectory.Warning;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of loads. Their tags come from fixed lists: {@link LoadKind}, {@link Outcome}, the slugs of
 * {@link Problem}, the codes of warnings and the stages of {@link Timings}.
 */
@Singleton
@Startup
public class LoadMetrics {

    private static final String KIND = "kind";

    /** The limits of the buckets: from an episode of a few rows to one that takes a laptop a quarter of an hour. */
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

    public LoadMetrics(MeterRegistry registry) {
        this.registry = registry;
        // A rate counts the first event only if the counter was 0 before.
        for (LoadKind kind : LoadKind.values()) {
            for (Outcome outcome : Outcome.SUCCESSES) {
                ends(kind, outcome, LoadEnd.NO_CODE);
            }
            for (Problem problem : Problem.values()) {
                ends(kind, Outcome.of(problem), problem.slug());
            }
        }
        for (Warning.Code code : Warning.Code.values()) {
            warnings(code.word());
        }
    }

    private Counter ends(LoadKind kind, Outcome outcome, String code) {
        return registry.counter("episodes.loads", KIND, kind.word(), "outcome", outcome.word(), "code", code);
    }

    private Counter warnings(String code) {
        return registry.counter("episodes.load.warnings", "code", code);
    }

    void record(LoadEnd end) {
        ends(end.kind(), end.outcome(), end.code()).increment();
        Timings timings = end.timings();
        timer(
                        "episodes.load.duration",
                        KIND,
                        end.kind().word(),
                        "outcome",
                        end.outcome().word())
                .record(Duration.ofMillis(timings.total()));
        count("episodes.load.received", BaseUnits.BYTES, end.kind(), end.bytes());
        count("episodes.load.rows", null, end.kind(), end.rows());
        count("episodes.load.values", null, end.kind(), end.values());
        count("episodes.load.rejected.rows", null, end.kind(), end.rejected());
        end.warnings().forEach(code -> warnings(code).increment());
        if (end.isStored()) {
            stage(end.kind(), "waiting_for_client", timings.waitingForClient());
            stage(end.kind(), "reading", timings.reading());
            stage(end.kind(), "storing", timings.storing());
            stage(end.kind(), "finish", timings.finish());
            stage(end.kind(), "commit", end.commit());
        }
    }

    private void stage(LoadKind kind, String stage, long milliseconds) {
        timer("episodes.load.stage", KIND, kind.word(), "stage", stage).record(Duration.ofMillis(milliseconds));
    }

    private Timer timer(String name, String... tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
    }

    private void count(String name, @Nullable String unit, LoadKind kind, long amount) {
        Counter.builder(name)
                .baseUnit(unit)
                .tag(KIND, kind.word())
                .register(registry)
                .increment((double) amount);
    }
}
