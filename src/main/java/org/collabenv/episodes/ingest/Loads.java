package org.collabenv.episodes.ingest;

import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.collabenv.episodes.trajectory.IngestException;

/**
 * The door that every load goes through: it needs a slot, and however it ends, that is counted, logged in one line and
 * traced.
 */
@Singleton
public class Loads {

    private final LoadingSlots slots;
    private final LoadMetrics metrics;
    private final LoadTraces traces;

    Loads(LoadingSlots slots, LoadMetrics metrics, Tracer tracer) {
        this.slots = slots;
        this.metrics = metrics;
        this.traces = new LoadTraces(tracer);
    }

    /**
     * Runs a load.
     *
     * @param kind that of the ledger
     * @param work reads the request and loads its file; takes note of what it does in what it is given
     * @throws IngestException if the load is refused, or no slot is free; nothing is stored then
     */
    public <R extends Repeatable<R>> R run(String kind, Function<LoadNotes, R> work) {
        LoadNotes notes = new LoadNotes(kind);
        try {
            R receipt = slots.within(() -> work.apply(notes));
            ended(LoadEnd.of(notes, receipt));
            return receipt;
        } catch (RuntimeException | Error e) {
            ended(LoadEnd.of(notes, e));
            throw e;
        }
    }

    private void ended(LoadEnd end) {
        metrics.record(end);
        LoadLog.write(end);
        traces.record(end);
    }
}
