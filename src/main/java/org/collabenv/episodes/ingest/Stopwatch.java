package org.collabenv.episodes.ingest;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes the time of a load's stages. */
final class Stopwatch {

    private final LongSupplier waited;
    private final long waitedBefore;
    private final long started = System.nanoTime();
    private long stageStarted = started;
    private long receiveAndCopy;
    private long waitingForClient;
    private long storing;
    private long finish;
    private @Nullable Long commit;

    /** @param waited nanoseconds that reading the upload has waited for its client so far */
    Stopwatch(LongSupplier waited) {
        this.waited = waited;
        this.waitedBefore = waited.getAsLong();
    }

    /** Does something that hands rows to the store. */
    void store(Runnable rows) {
        long since = System.nanoTime();
        rows.run();
        storing += System.nanoTime() - since;
    }

    void received() {
        receiveAndCopy = endStage();
        waitingForClient = milliseconds(waited.getAsLong() - waitedBefore);
    }

    void finished() {
        finish = endStage();
    }

    void committed() {
        commit = endStage();
    }

    Receipt.Timings timings() {
        return new Receipt.Timings(
                milliseconds(System.nanoTime() - started),
                receiveAndCopy,
                waitingForClient,
                milliseconds(storing),
                finish,
                commit);
    }

    private long endStage() {
        long now = System.nanoTime();
        long taken = milliseconds(now - stageStarted);
        stageStarted = now;
        return taken;
    }

    private static long milliseconds(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
