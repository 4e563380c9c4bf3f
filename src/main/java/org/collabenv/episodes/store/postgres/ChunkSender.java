package org.collabenv.episodes.store.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the chunks of a load. Two chunks take turns: one is filled on the load's own thread while a thread of the store
 * sends the other. Any other use of the connection must {@link #await} first.
 */
final class ChunkSender {

    private static final Logger LOG = Logger.getLogger(ChunkSender.class);

    private final ValuePath path;
    private final ExecutorService threads;
    private Chunk filling = new Chunk();
    private @Nullable Chunk resting;
    private @Nullable Future<Chunk.Copied> sending;
    private long observations;
    private long values;

    /**
     * @param path sends a chunk's rows
     * @param threads the threads that {@link #threads} returned
     */
    ChunkSender(ValuePath path, ExecutorService threads) {
        this.path = path;
        this.threads = threads;
    }

    /** Returns threads for the chunks of a store's loads; a load whose rows fit into one chunk needs none. */
    static ExecutorService threads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "chunk-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns the chunk to which rows are added. */
    Chunk filling() {
        return filling;
    }

    /** Returns the number of observations that the server has taken. */
    long observations() {
        return observations;
    }

    /** Returns the number of rows of property values that the server has taken. */
    long values() {
        return values;
    }

    /** Starts to send the filled chunk, once the server has taken the one that is under way. */
    void send() throws SQLException {
        await();
        Chunk full = filling;
        filling = resting == null ? new Chunk() : resting;
        resting = full;
        sending = threads.submit(() -> path.send(full));
    }

    /** Sends the filled chunk and waits until the server has taken it; then the connection is free. */
    void flush() throws SQLException {
        await();
        count(path.send(filling));
    }

    /**
     * Waits until the server has taken the chunk that is under way. An interrupt does not end the wait, since the
     * connection is in use until the server has answered; the interrupt is kept for the caller's next wait.
     */
    void await() throws SQLException {
        boolean interrupted = false;
        try {
            while (sending != null) {
                try {
                    Chunk.Copied taken = sending.get();
                    sending = null;
                    count(taken);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            sending = null;
            throw failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until no chunk is under way. A failure is only logged, since the load has ended already. */
    void settle() {
        try {
            await();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "A chunk of a failed load failed too");
        }
    }

    private void count(Chunk.Copied taken) {
        observations += taken.observations();
        values += taken.values();
    }

    private static SQLException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        } else if (e.getCause() instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (e.getCause() instanceof SQLException refused) {
            return refused;
        }
        return new SQLException(e);
    }
}
