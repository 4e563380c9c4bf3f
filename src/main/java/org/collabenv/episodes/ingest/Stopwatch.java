package org.collabenv.episodes.ingest;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the time of a load's stages. */
final class Stopwatch {

    private final long started = System.nanoTime();
    private long stageStarted = started;
    private long receiveAndCopy;
    private long join;
    private @Nullable Long commit;

    void received() {
        receiveAndCopy = endStage();
    }

    void joined() {
        join = endStage();
    }

    void committed() {
        commit = endStage();
    }

    Receipt.Timings timings() {
        return new Receipt.Timings(milliseconds(System.nanoTime() - started), receiveAndCopy, join, commit);
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
