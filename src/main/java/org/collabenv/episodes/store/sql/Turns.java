package org.collabenv.episodes.store.sql;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Bounds how many requests use a database at the same time. */
public final class Turns {

    /** The longest wait of a request for its turn. */
    private static final int WAIT_SECONDS = 5;

    /** The number of waiting requests from which on a further one is refused at once, since each of them holds a thread. */
    private static final int MOST_WAITING = 50;

    private final Semaphore free;

    private Turns(int most) {
        this.free = new Semaphore(most, true);
    }

    /**
     * Returns turns for some requests at a time.
     *
     * @throws IllegalArgumentException if no request would ever have its turn
     */
    public static Turns of(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one request must have its turn, not " + most);
        }
        return new Turns(most);
    }

    /** Returns turns in which nobody waits. */
    public static Turns none() {
        return new Turns(Integer.MAX_VALUE);
    }

    /** Runs the work of a request in its turn, or refuses it if too many others run. */
    public <T> T take(Supplier<T> work) {
        if (!isFree()) {
            throw new IngestException(
                    Problem.DATABASE_BUSY,
                    "Too many requests use the database at the same time; send the request again later");
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private boolean isFree() {
        if (free.getQueueLength() >= MOST_WAITING) {
            return false;
        }
        try {
            return free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
