package org.collabenv.episodes.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Takes the time of a load's stages, one after the other, from the moment that it has a slot. */
final class Stopwatch {

    private static final String RECEIVE_AND_COPY = "receive_and_copy";
    private static final String FINISH = "finish";
    private static final String COMMIT = "commit";

    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final List<Stage> ended = new ArrayList<>();
    private Stage running = new Stage("begin", 0, 0);
    private LongSupplier waited = () -> 0;
    private long waitedBefore;
    private long storing;

    /**
     * A stage of a load.
     *
     * @param from nanoseconds from the load's start to its own
     * @param to nanoseconds from the load's start to its end
     */
    record Stage(String name, long from, long to) {
        long milliseconds() {
            return Stopwatch.milliseconds(to - from);
        }
    }

    /** @param upload nanoseconds that reading the upload has waited for its client so far */
    void receives(LongSupplier upload) {
        waited = upload;
        waitedBefore = upload.getAsLong();
        next(RECEIVE_AND_COPY);
    }

    /** Does something that hands rows to the store. */
    void store(Runnable rows) {
        long since = System.nanoTime();
        rows.run();
        storing += System.nanoTime() - since;
    }

    void received() {
        next(FINISH);
    }

    void finished() {
        next(COMMIT);
    }

    void committed() {
        next("end");
    }

    private void next(String stage) {
        long now = System.nanoTime() - startedNanos;
        ended.add(until(now));
        running = new Stage(stage, now, now);
    }

    private Stage until(long now) {
        return new Stage(running.name(), running.from(), now);
    }

    Instant started() {
        return started;
    }

    /** The stages that have ended, in order. */
    List<Stage> ended() {
        return List.copyOf(ended);
    }

    /** The stage that the load is in, up to now. */
    Stage running() {
        return until(System.nanoTime() - startedNanos);
    }

    /** How long each stage took; one that did not end took no time. */
    Receipt.Timings timings() {
        return new Receipt.Timings(
                milliseconds(System.nanoTime() - startedNanos),
                taken(RECEIVE_AND_COPY),
                milliseconds(waited.getAsLong() - waitedBefore),
                milliseconds(storing),
                taken(FINISH),
                ended.stream().anyMatch(stage -> stage.name().equals(COMMIT)) ? taken(COMMIT) : null);
    }

    private long taken(String name) {
        return ended.stream()
                .filter(stage -> stage.name().equals(name))
                .mapToLong(Stage::milliseconds)
                .sum();
    }

    private static long milliseconds(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
