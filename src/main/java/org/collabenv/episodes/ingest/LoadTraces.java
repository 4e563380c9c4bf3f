package org.collabenv.episodes.ingest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import org.collabenv.episodes.ingest.Receipt.Timings;

/** A span for every load inside that of its request, and in it one for each stage; a failed load's last one is wrong. */
final class LoadTraces {

    private final Tracer tracer;

    LoadTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    void record(LoadEnd end) {
        Stopwatch watch = end.watch();
        Timings timings = end.timings();
        Stopwatch.Stage last = watch.running();
        boolean failed = end.isFailed();
        Span load = tracer.spanBuilder("load " + end.kind())
                .setStartTimestamp(watch.started())
                .setAttribute("episodes.outcome", end.outcome())
                .setAttribute("episodes.code", end.code())
                .setAttribute("episodes.rows", end.rows())
                .setAttribute("episodes.values", end.values())
                .setAttribute("episodes.bytes", end.bytes())
                .setAttribute("episodes.waiting_for_client_ms", timings.waitingForClient())
                .setAttribute("episodes.storing_ms", timings.storing())
                .startSpan();
        Context inside = Context.current().with(load);
        watch.ended().forEach(stage -> record(stage, watch.started(), inside, false));
        record(last, watch.started(), inside, failed);
        if (failed) {
            load.setStatus(StatusCode.ERROR, end.code());
        }
        load.end(watch.started().plusNanos(last.to()));
    }

    private void record(Stopwatch.Stage stage, Instant origin, Context load, boolean failed) {
        Span span = tracer.spanBuilder(stage.name())
                .setParent(load)
                .setStartTimestamp(origin.plusNanos(stage.from()))
                .startSpan();
        if (failed) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(origin.plusNanos(stage.to()));
    }
}
