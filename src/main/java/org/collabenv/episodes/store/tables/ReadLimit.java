package org.collabenv.episodes.store.tables;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.collabenv.episodes.trajectory.IngestException;
import org.collabenv.episodes.trajectory.Problem;

/** Bounds how many reads run at the same time. */
final class ReadLimit {

    /** The longest wait of a read for its turn. */
    private static final int WAIT_SECONDS = 5;

    /** The number of waiting reads from which on a further one is refused at once, since each of them holds a thread. */
    private static final int MOST_WAITING = 50;

    private final Semaphore free;

    private ReadLimit(int most) {
        this.free = new Semaphore(most, true);
    }

    /** @throws IllegalArgumentException if nothing could ever be read */
    static ReadLimit of(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one read must be possible, not " + most);
        }
        return new ReadLimit(most);
    }

    static ReadLimit none() {
        return new ReadLimit(Integer.MAX_VALUE);
    }

    /** Runs a read, or refuses it if too many others run. */
    <T> T within(Supplier<T> read) {
        if (!take()) {
            throw new IngestException(
                    Problem.DATABASE_BUSY, "Too many requests read from the database; send the request again later");
        }
        try {
            return read.get();
        } finally {
            free.release();
        }
    }

    private boolean take() {
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
