package org.collabenv.episodes.ingest.report;

import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;
import org.collabenv.episodes.trajectory.LoadKind;

/** Starts the reports of loads and publishes their ends. */
@Singleton
public class LoadReports {

    private final LoadMetrics metrics;
    private final Tracer tracer;

    public LoadReports(LoadMetrics metrics, Tracer tracer) {
        this.metrics = metrics;
        this.tracer = tracer;
    }

    /** Starts the report of a load; its time runs from here. */
    public LoadReport start(LoadKind kind) {
        return new LoadReport(this, kind, tracer);
    }

    void publish(LoadEnd end) {
        metrics.record(end);
        LoadLog.write(end);
    }
}
