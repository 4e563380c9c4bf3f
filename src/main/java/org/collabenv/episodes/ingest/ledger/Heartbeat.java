package org.collabenv.episodes.ingest.ledger;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps this process's uploads alive in the ledger.
 *
 * <p>It has threads of its own: the scheduler of the framework runs its jobs on the threads of the requests, and slow
 * clients can use up all of those.
 */
@Singleton
@Startup
public class Heartbeat {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final int SECONDS = 1;
    private static final int SWEEP_SECONDS = 10;

    /** The time after which old uploads are looked for again, unless they are kept for less. */
    private static final long FORGET_SECONDS = 3600;

    /** One for the beats and what they need, and one for deleting old entries, which may take long. */
    private static final int THREADS = 2;

    private final Ledger ledger;
    private final ScheduledExecutorService threads;
    private final ScheduledFuture<?> beats;
    private final ScheduledFuture<?> sweeps;
    private final ScheduledFuture<?> forgetting;
    private volatile long lastBeat = System.nanoTime();

    /** Ends the uploads that an earlier process left running, and starts the heartbeat. */
    Heartbeat(Ledger ledger) {
        this.ledger = ledger;
        ledger.failLeftovers();
        this.threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread beating = new Thread(task, "uploads-heartbeat");
            beating.setDaemon(true);
            return beating;
        });
        beats = threads.scheduleWithFixedDelay(this::beat, SECONDS, SECONDS, TimeUnit.SECONDS);
        sweeps = threads.scheduleWithFixedDelay(
                () -> attempt("Dead uploads could not be swept", ledger::failDead),
                SWEEP_SECONDS,
                SWEEP_SECONDS,
                TimeUnit.SECONDS);
        forgetting = threads.scheduleWithFixedDelay(
                () -> attempt("Old uploads could not be deleted", ledger::forgetOld),
                SWEEP_SECONDS,
                Math.max(
                        SWEEP_SECONDS,
                        Math.min(FORGET_SECONDS, ledger.retention().toSeconds())),
                TimeUnit.SECONDS);
    }

    private void beat() {
        lastBeat = System.nanoTime();
        attempt("Uploads could not be kept alive", ledger::keepAlive);
        attempt("Ends of uploads cannot be recorded yet", ledger::recordEnds);
    }

    /** Runs one part of a beat; a failure does not keep the other parts from running, and the next beat tries again. */
    private static void attempt(String failure, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            // Not even an OutOfMemoryError may end the beats, without which no upload could commit any more.
            LOG.warnf("%s: %s", failure, e);
        }
    }

    /** Returns the time since the last beat began. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - lastBeat);
    }

    @PreDestroy
    void stop() {
        beats.cancel(false);
        sweeps.cancel(false);
        forgetting.cancel(false);
        threads.shutdown();
    }
}
